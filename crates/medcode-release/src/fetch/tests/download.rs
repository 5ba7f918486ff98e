//! A file comes whole, or not at all.

use super::server::{Answer, Server};
use super::*;
use crate::fetch::settings::Settings;
use std::time::{Duration, Instant};

fn fetch(entry: &Entry, folder: &Path) -> Result<Fetched, FetchError> {
    fetch_file(entry, folder, &Settings::quick(), &Silent)
}

#[test]
fn a_file_comes_with_its_digest_and_lies_in_a_folder_named_after_its_release() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::plain(vec![Answer::Whole(content())]);
    let got = fetch(&plain(server.port), folder.path()).unwrap();
    assert_eq!(got.path, folder.path().join("icd10cm/2026-04-01/tabular.zip"));
    assert_eq!(fs::read(&got.path).unwrap(), content());
    assert_eq!((got.bytes, got.sha256), (300_000, crate::sha256_hex(&content())));
    assert_eq!(files(folder.path()), ["tabular.zip"]);
}

#[test]
fn a_dropped_connection_is_taken_up_where_it_broke() {
    let folder = tempfile::tempdir().unwrap();
    let cut = |n| Answer::Cut(content(), n);
    let server = Server::plain(vec![cut(100_000), cut(50_000), cut(0), Answer::Whole(content())]);
    let got = fetch(&plain(server.port), folder.path()).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), content());
    assert_eq!(server.asked_from(), [None, Some(100_000), Some(150_000), Some(150_000)]);
    assert_eq!(files(folder.path()), ["tabular.zip"]);
}

#[test]
fn a_later_run_goes_on_with_what_an_earlier_one_left() {
    let folder = tempfile::tempdir().unwrap();
    let cut = Answer::Cut(content(), 0);
    let server =
        Server::plain(vec![Answer::Cut(content(), 100_000), cut.clone(), cut, Answer::Whole(content())]);
    let error = fetch(&plain(server.port), folder.path()).unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
    assert_eq!(files(folder.path()), ["tabular.zip.part", "tabular.zip.part.of"]);
    let got = fetch(&plain(server.port), folder.path()).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), content());
    assert_eq!(server.asked_from().last(), Some(&Some(100_000)));
}

#[test]
fn a_file_that_changed_meanwhile_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let new: Vec<u8> = content().iter().map(|b| b ^ 1).collect();
    let server = Server::plain(vec![Answer::Cut(content(), 100_000), Answer::Whole(new.clone())]);
    let got = fetch(&plain(server.port), folder.path()).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), new);
}

#[test]
fn where_nothing_tells_versions_apart_a_broken_download_begins_again() {
    let folder = tempfile::tempdir().unwrap();
    let answers = vec![Answer::Cut(content(), 100_000), Answer::Whole(content())];
    let server = Server::without_validators(answers);
    let got = fetch(&plain(server.port), folder.path()).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), content());
    assert_eq!(server.asked_from(), [None, None]);
}

#[test]
fn a_file_with_a_wrong_digest_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::plain(vec![Answer::Whole(content())]);
    let expected = "0".repeat(64);
    let entry = Entry { sha256: Some(expected.clone()), ..plain(server.port) };
    let error = fetch(&entry, folder.path()).unwrap_err();
    let FetchError::Digest { expected: told, found, .. } = &error else { panic!("{error}") };
    assert_eq!((told, found), (&expected, &crate::sha256_hex(&content())));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_file_that_always_ends_early_never_gets_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::without_validators(vec![Answer::Cut(content(), 299_999)]);
    let error = fetch(&plain(server.port), folder.path()).unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
    assert!(!files(folder.path()).contains(&"tabular.zip".to_owned()));
}

#[test]
fn a_redirect_is_followed_but_not_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let there = Server::plain(vec![Answer::Whole(content())]);
    let url = format!("http://127.0.0.1:{}/elsewhere.zip", there.port);
    let here = Server::plain(vec![Answer::Redirect(url)]);
    let got = fetch(&plain(here.port), folder.path()).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), content());
    let circle = Server::plain(vec![Answer::Redirect("/again".into())]);
    assert!(fetch(&Entry { release: other(), ..plain(circle.port) }, folder.path()).is_err());
    assert!(circle.requests().len() <= 3 * 6, "{}", circle.requests().len());
}

fn other() -> ReleaseId {
    ReleaseId::parse(CodeSystem::Hcpcs, "2026-01").unwrap()
}

#[test]
fn what_the_server_does_not_give_is_not_asked_for_again_but_a_tired_server_is() {
    let folder = tempfile::tempdir().unwrap();
    let gone = Server::plain(vec![Answer::Status(404)]);
    let error = fetch(&plain(gone.port), folder.path()).unwrap_err();
    assert!(matches!(error, FetchError::Status { status: 404, .. }), "{error}");
    assert_eq!(gone.requests().len(), 1);
    let tired = Server::plain(vec![Answer::Status(503), Answer::Whole(content())]);
    fetch(&plain(tired.port), folder.path()).unwrap();
    assert_eq!(tired.requests().len(), 2);
}

#[test]
fn a_server_that_stops_talking_is_left_in_time() {
    for answer in [Answer::Silent, Answer::Slow] {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::plain(vec![answer.clone()]);
        let start = Instant::now();
        let error = fetch(&plain(server.port), folder.path()).unwrap_err();
        assert!(matches!(error, FetchError::Network { .. }), "{answer:?}: {error}");
        // Three attempts of 0.4 s each, and much room for a busy machine.
        assert!(start.elapsed() < Duration::from_secs(10), "{answer:?}: {:?}", start.elapsed());
        assert!(!files(folder.path()).contains(&"tabular.zip".to_owned()));
    }
}

#[test]
fn nothing_larger_than_a_release_file_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::plain(vec![Answer::Whole(content())]);
    let settings = Settings { largest: 299_999, ..Settings::quick() };
    let error = fetch_file(&plain(server.port), folder.path(), &settings, &Silent).unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { limit: 299_999, .. }), "{error}");
    assert!(files(folder.path()).is_empty());
}

#[test]
fn another_address_is_asked_where_the_first_fails_and_a_file_at_hand_is_not_fetched() {
    let folder = tempfile::tempdir().unwrap();
    let gone = Server::plain(vec![Answer::Status(404)]);
    let good = Server::plain(vec![Answer::Whole(content())]);
    let digest = Some(crate::sha256_hex(&content()));
    let sources = [gone.port, good.port].map(|p| Entry { sha256: digest.clone(), ..plain(p) });
    let holds = vec![SourceKind::CmTabular];
    let wanted = Wanted { release: release(), holds, sources: sources.to_vec() };
    let plan = Plan { files: vec![wanted], unreachable: Vec::new(), wants_tabular: true };
    for _ in 0..2 {
        let outcome = execute(&plan, folder.path(), &Settings::quick(), &Silent).unwrap();
        assert_eq!((outcome.fetched.len(), outcome.failed.len()), (1, 0));
    }
    // The second time the first address is not asked either: the file is there.
    assert_eq!((gone.requests().len(), good.requests().len()), (1, 1));
}

#[test]
fn the_probe_tells_who_answers_and_does_not_wait_for_who_does_not() {
    let ask = |server: &Server| {
        let start = Instant::now();
        let time = Duration::from_millis(700);
        let entry = plain(server.port);
        let reach = probe::ask([&entry].into_iter(), &Settings::quick(), time);
        (reach.reaches("127.0.0.1"), start.elapsed())
    };
    let (good, _) = ask(&Server::plain(vec![Answer::Whole(content())]));
    assert!(good);
    let (gone, _) = ask(&Server::plain(vec![Answer::Status(403)]));
    assert!(!gone);
    let (silent, elapsed) = ask(&Server::plain(vec![Answer::Silent]));
    assert!(!silent && elapsed < Duration::from_secs(3), "{elapsed:?}");
}

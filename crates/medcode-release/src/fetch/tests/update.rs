//! What is newer is told by what a publisher answers, and without one that is said.

use super::server::{Answer, Server};
use super::*;
use crate::fetch::settings::Settings;
use crate::fetch::update::of;
use medcode_model::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn installed(text: &str) -> Vec<ReleaseId> {
    vec![ReleaseId::parse(CodeSystem::Icd10Cm, text).unwrap()]
}

/// Two releases at a server of this machine.
fn catalogue(port: u16) -> Vec<Entry> {
    let of = |release: &str, name: &str, holds| Entry {
        release: ReleaseId::parse(CodeSystem::Icd10Cm, release).unwrap(),
        holds: vec![holds],
        url: format!("http://127.0.0.1:{port}/files/{name}"),
        page: format!("http://127.0.0.1:{port}/codes"),
        ..plain(port)
    };
    vec![
        of("FY2026", "2026-code-tables.zip", SourceKind::CmTabular),
        of("FY2027", "2027-code-tables.zip", SourceKind::CmTabular),
        of("FY2027", "2027-poa-exempt-codes.zip", SourceKind::CmPoaExempt),
    ]
}

#[test]
fn what_a_publisher_gives_out_and_what_its_page_offers_is_newer() {
    let page =
        b"<a href='/files/2028-code-tables.zip'>next</a><a href='/files/2027-code-tables.zip'>".to_vec();
    let server = Server::plain(vec![Answer::Whole(page)]);
    let found = of(&catalogue(server.port), &installed("FY2026"), day("2026-11-26"), &Settings::quick());
    assert!(!found.is_offline() && found.has_newer());
    let own = &found.systems[0];
    let newer: Vec<_> =
        own.newer.iter().map(|n| (n.release.from, n.in_force, n.files, n.answering)).collect();
    assert_eq!(newer, [(day("2026-10-01"), true, 2, 2)]);
    let offered: Vec<Date> = own.offered.iter().map(|o| o.release.from).collect();
    assert_eq!(offered, [day("2027-10-01")]);
    // Nothing but one byte of a file is asked for, and the page.
    let asked = server.requests();
    let whole = asked.iter().filter(|head| !head.to_lowercase().contains("range: bytes=0-0"));
    assert!(whole.clone().all(|head| head.starts_with("GET /codes ")), "{asked:?}");
}

#[test]
fn what_is_installed_is_not_newer() {
    let server = Server::plain(vec![Answer::Whole(b"no links here".to_vec())]);
    let found = of(&catalogue(server.port), &installed("FY2027"), day("2026-11-26"), &Settings::quick());
    assert!(!found.has_newer(), "{found:?}");
    let all = of(&catalogue(server.port), &[], day("2026-11-26"), &Settings::quick());
    assert_eq!(all.systems[0].newer.len(), 1, "only the release in force is missing");
}

/// What is told of a publisher with these places: files of the newer release that answer, and what its
/// page offers.
fn told(places: Vec<(&'static str, Answer)>) -> (usize, Vec<Date>) {
    let server = Server::plain(vec![Answer::Site(places)]);
    let found = of(&catalogue(server.port), &installed("FY2026"), day("2026-11-26"), &Settings::quick());
    assert!(!found.is_offline(), "{found:?}");
    let own = &found.systems[0];
    assert_eq!(own.newer.len(), 1, "what the catalogue knows is told whatever answers");
    (own.newer[0].answering, own.offered.iter().map(|o| o.release.from).collect())
}

#[test]
fn what_a_publisher_fails_to_give_is_not_told_as_given() {
    let whole = |text: &str| Answer::Whole(text.as_bytes().to_vec());
    let page = || whole("<a href='/files/2028-code-tables.zip'>next</a>");
    let next = vec![day("2027-10-01")];
    let older = ("/files/2026", whole("zip"));
    let both = ("/files/", whole("zip"));
    // One file of two is out, the other is announced only.
    assert_eq!(
        told(vec![older.clone(), ("/files/2027-code", whole("zip")), ("/codes", page())]),
        (1, next.clone())
    );
    // The files of the new release are all missing, though the page offers the one after it.
    assert_eq!(told(vec![older.clone(), ("/codes", page())]), (0, next.clone()));
    // A file that a server forbids, or fails at, is not given out.
    for status in [403, 429, 500] {
        assert_eq!(
            told(vec![older.clone(), ("/files/2027", Answer::Status(status))]),
            (0, vec![]),
            "{status}"
        );
    }
    // Files answer; of the page nothing that helps can be read.
    for bad in [
        Answer::Status(404),
        Answer::Status(503),
        Answer::Silent,
        Answer::Cut(b"<a href='/files/2028-code-tables.zip'>next</a>".to_vec(), 12),
        Answer::Whole(vec![0xff, 0xfe, b'<', b'a', 0]),
        Answer::Whole(Vec::new()),
        whole("<a href='/files/2028-code-tab"),
        whole("<html>Access denied. <a href='https://elsewhere.test/holidays-2028.zip'>x</a></html>"),
    ] {
        assert_eq!(told(vec![both.clone(), ("/codes", bad.clone())]), (2, vec![]), "{bad:?}");
    }
}

#[test]
fn a_page_that_has_moved_is_read_where_it_is_and_an_endless_one_is_left() {
    let whole = |text: &str| Answer::Whole(text.as_bytes().to_vec());
    let moved = vec![
        ("/files/", whole("zip")),
        ("/codes", Answer::Redirect("/moved".to_owned())),
        ("/moved", whole("<a href='/files/2028-code-tables.zip'>next</a>")),
    ];
    assert_eq!(told(moved), (2, vec![day("2027-10-01")]));
    let round = vec![("/files/", whole("zip")), ("/codes", Answer::Redirect("/codes".to_owned()))];
    assert_eq!(told(round), (2, vec![]));
    // A page as long as it likes: what stands within the first two million bytes is read.
    let long = format!("<a href='/files/2028-code-tables.zip'>next</a>{}", " ".repeat(3 << 20));
    assert_eq!(
        told(vec![("/files/", whole("zip")), ("/codes", whole(&long))]),
        (2, vec![day("2027-10-01")])
    );
}

#[test]
fn without_a_publisher_it_is_said_and_the_catalogue_still_speaks() {
    let server = Server::plain(vec![Answer::Status(503)]);
    let found = of(&catalogue(server.port), &installed("FY2026"), day("2026-11-26"), &Settings::quick());
    assert!(found.is_offline());
    assert_eq!(found.silent, ["127.0.0.1"]);
    assert_eq!(found.systems[0].newer[0].answering, 0);
    assert!(found.systems[0].offered.is_empty());
}

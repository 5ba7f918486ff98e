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

#[test]
fn without_a_publisher_it_is_said_and_the_catalogue_still_speaks() {
    let server = Server::plain(vec![Answer::Status(503)]);
    let found = of(&catalogue(server.port), &installed("FY2026"), day("2026-11-26"), &Settings::quick());
    assert!(found.is_offline());
    assert_eq!(found.silent, ["127.0.0.1"]);
    assert_eq!(found.systems[0].newer[0].answering, 0);
    assert!(found.systems[0].offered.is_empty());
}

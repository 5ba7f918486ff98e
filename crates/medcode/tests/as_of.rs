//! Which release answers, and what is said when none does?

mod common;

use common::{day, mini};
use medcode::kb::query::NoRelease;
use medcode::model::{AsOfSource, CodeSystem};
use medcode::{AsOf, CodeAnswer, LookupAnswer};

const LONG_AFTER: &str = "2027-05-01";

fn given(date: &str, nearest: bool) -> AsOf {
    mini().as_of(Some(day(date)), None, day(LONG_AFTER), nearest)
}

fn code(query: &str, as_of: AsOf) -> CodeAnswer {
    match mini().lookup(query, None, as_of).unwrap().remove(0) {
        LookupAnswer::Code(code) => *code,
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn the_release_in_force_on_the_day_answers() {
    let (before, after) = (given("2025-03-01", false), given("2026-05-01", false));
    assert!(code("R10.2", before).billable);
    assert!(!code("R10.2", after).billable);
    assert_eq!(code("R10.2", before).answered.release.from, day("2024-10-01"));
    let answers = mini().lookup("E11.A", None, before).unwrap();
    assert!(
        matches!(&answers[..], [LookupAnswer::Unknown(u)] if u.why.contains("2026-04-01 to 2026-09-30"))
    );
    assert!(code("E11.A", after).billable);
}

#[test]
fn the_default_day_is_the_last_in_force_and_never_after_today() {
    let default = |today: &str| mini().as_of(None, None, day(today), false);
    for (today, expected) in
        [(LONG_AFTER, "2026-09-30"), ("2026-05-15", "2026-05-15"), ("2025-12-01", "2025-09-30")]
    {
        let as_of = default(today);
        assert_eq!((as_of.date, as_of.source), (day(expected), AsOfSource::Default), "{today}");
        assert!(!code("E11.9", as_of).answered.mismatch);
    }
}

#[test]
fn a_given_day_outside_every_release_is_refused_with_what_is_needed() {
    let refused = |error: NoRelease| {
        assert!(matches!(error, NoRelease::OutOfRange { .. }));
        let said = error.to_string();
        for words in ["2022-05-01", "FY2022 (October 2021)", "2024-10-01 to 2025-09-30", "--nearest"] {
            assert!(said.contains(words), "{words} is not in: {said}");
        }
    };
    let as_of = given("2022-05-01", false);
    let (engine, cm) = (mini(), CodeSystem::Icd10Cm);
    refused(engine.lookup("E11.9", None, as_of).unwrap_err());
    refused(engine.search("diabetes", None, as_of, 5).unwrap_err());
    refused(engine.index(cm, &["diabetes".into()], as_of).unwrap_err());
    refused(engine.browse(cm, Some("E11"), as_of).unwrap_err());
}

#[test]
fn the_nearest_release_answers_when_asked_and_is_marked() {
    let as_of = given("2022-05-01", true);
    let (engine, cm) = (mini(), CodeSystem::Icd10Cm);
    let answered = code("E11.9", as_of).answered;
    assert!(answered.mismatch);
    assert_eq!(answered.release.from, day("2024-10-01"));
    assert!(engine.search("diabetes", None, as_of, 5).unwrap().hits.iter().all(|h| h.answered.mismatch));
    assert!(engine.browse(cm, Some("E11"), as_of).unwrap().unwrap().answered.mismatch);
    let later = given("2026-11-01", true);
    assert!(engine.index(cm, &["diabetes".into()], later).unwrap().unwrap().answered.mismatch);
    assert!(!code("E11.9", given("2026-05-01", true)).answered.mismatch);
}

#[test]
fn a_day_between_two_releases_is_outside() {
    assert!(mini().lookup("E11.9", None, given("2025-12-01", false)).is_err());
}

#[test]
fn systems_that_cannot_answer_are_named_beside_the_hits_of_the_others() {
    let answer = mini().search("ketorolac", None, given("2027-01-01", false), 5).unwrap();
    assert_eq!(answer.hits[0].code.to_string(), "J1885");
    assert_eq!(answer.absent.len(), 2);
    let only = Some(CodeSystem::Icd10Pcs);
    assert!(mini().search("appendix", only, given("2027-01-01", false), 5).is_err());
}

#[test]
fn a_hcpcs_quarter_goes_on_and_says_that_it_is_stale() {
    for (date, stale) in [("2026-03-31", false), ("2026-04-01", true), ("2027-01-01", true)] {
        let answered = code("J1885", given(date, false)).answered;
        assert_eq!((answered.stale, answered.mismatch), (stale, false), "{date}");
    }
    assert!(mini().lookup("J1885", None, given("2025-12-31", false)).is_err());
}

#[test]
fn a_hcpcs_code_ends_on_its_own_day() {
    let ended = code("C9088", given("2026-05-01", false));
    assert!(!ended.in_force);
    let last = ended.dates.terminated.unwrap();
    assert!(last < day("2026-05-01"), "{last}");
}

#[test]
fn an_order_file_code_without_a_table_stays_available() {
    let found = code("XW0DX38", given("2026-05-01", false));
    assert!(found.no_table && found.billable && found.in_force);
    assert!(!code("0DTJ4ZZ", given("2026-05-01", false)).no_table);
}

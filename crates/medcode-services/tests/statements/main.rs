//! Is nothing billed of what was planned, refused, done before or elsewhere, and everything that was given?
//!
//! Every service of a table in every sentence of another: thousands of short notes, none of them read
//! while a rule was written. A sentence more is a line in a table.

use medcode_model::{BillingContext, CodeSystem, Date, Setting, Sex};
use medcode_note::Document;
use medcode_services::{Desk, Encounter, Releases};
use std::sync::OnceLock;

/// A visit whose note has room for one more sentence.
struct Visit {
    setting: Setting,
    billing: BillingContext,
    before: &'static str,
    after: &'static str,
}

const OFFICE: Visit = Visit {
    setting: Setting::Office,
    billing: BillingContext::Professional,
    before: "OFFICE VISIT, established patient\nHPI: Follow-up of hypertension and knee pain. BP at goal.\n\
             Exam: BP 128/76. Lungs clear.\nASSESSMENT AND PLAN\n1. Hypertension, controlled. Continue \
             lisinopril 20.\n2. Knee pain. ",
    after: "\n",
};

const EMERGENCY: Visit = Visit {
    setting: Setting::Ed,
    billing: BillingContext::Professional,
    before: "ED NOTE\nCC: knee pain\nHPI: Knee pain after a fall.\nExam: BP 128/76. Knee tender.\n\
             MDM/ED COURSE: Ibuprofen given. ",
    after: "\nDx: Right knee sprain.\nDispo: home.\n",
};

/// The rows of a table: `#` opens a comment.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// A sentence with a service in its place.
fn said(sentence: &str, service: &str) -> String {
    let mut letters = service.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.replace("{it}", service).replace("{It}", &(first + letters.as_str()))
}

/// The lines of a visit but for the visit itself.
fn billed(visit: &Visit, sentence: &str) -> Vec<String> {
    static DESK: OnceLock<Desk> = OnceLock::new();
    let text = format!("{}{sentence}{}", visit.before, visit.after);
    let services = DESK.get_or_init(Desk::new).code(&Encounter {
        doc: &Document::read(&text),
        setting: visit.setting,
        billing: visit.billing,
        age: Some(40.0),
        sex: Some(Sex::Female),
        date: Date::new(2026, 5, 5).expect("a date"),
        diagnoses: &[],
        quality: false,
        seen: None,
        releases: Releases::default(),
    });
    let codes = services.suggestions.iter().map(|s| &s.coded.code);
    let codes = codes.filter(|c| matches!(c.system(), CodeSystem::Cpt | CodeSystem::Hcpcs));
    codes.map(ToString::to_string).filter(|c| !c.starts_with("992")).collect()
}

/// Fails with the first sentences that are billed.
fn nothing_is_billed(visit: &Visit, services: &'static str, sentences: &'static str) {
    let all = rows(services).flat_map(|s| rows(sentences).map(move |t| said(t, s)));
    let wrong: Vec<String> = all
        .filter_map(|text| {
            let codes = billed(visit, &text);
            (!codes.is_empty()).then(|| format!("{text}  {}", codes.join(" ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} billed:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn services_not_done_in_an_office_are_not_billed() {
    let sentences = include_str!("services-not-done.txt");
    nothing_is_billed(&OFFICE, include_str!("services.txt"), sentences);
}

#[test]
fn services_not_done_in_an_emergency_room_are_not_billed() {
    let sentences = include_str!("services-not-done.txt");
    nothing_is_billed(&EMERGENCY, include_str!("services.txt"), sentences);
}

#[test]
fn tests_not_done_are_not_billed() {
    nothing_is_billed(&OFFICE, include_str!("tests.txt"), include_str!("tests-not-done.txt"));
}

#[test]
fn items_not_supplied_are_not_billed() {
    nothing_is_billed(&OFFICE, include_str!("items.txt"), include_str!("items-not-supplied.txt"));
}

#[test]
fn drugs_not_given_are_not_billed() {
    nothing_is_billed(&OFFICE, include_str!("drugs.txt"), include_str!("drugs-not-given.txt"));
}

#[test]
fn giving_a_drug_is_billed() {
    let drugs = rows(include_str!("drugs.txt"));
    let sentences = rows(include_str!("drugs-given.txt"));
    let all = drugs.flat_map(|d| sentences.clone().map(move |t| said(t, d)));
    let missed: Vec<String> =
        all.filter(|text| !billed(&OFFICE, text).iter().any(|c| c.starts_with('9'))).collect();
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

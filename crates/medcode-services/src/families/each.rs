//! Services that count in units of what was done: questionnaires scored, tests of the skin,
//! doses of serum, results of a rapid influenza test, tracings read.

use super::billed;
use super::choose::{Choice, choose};
use super::counted::{Counted, named};
use crate::crosswalk::Bill;
use crate::desk::Case;
use crate::read::{Standing, Status};
use medcode_model::Setting;
use std::ops::Range;

pub(super) fn apply(case: &mut Case<'_>) {
    questionnaires(case, "questionnaire");
    questionnaires(case, "development");
    questionnaires(case, "health-risk");
    questionnaires(case, "health-risk-caregiver");
    for family in ["allergy-prick", "allergy-intradermal", "allergy-patch", "allergy-serum"] {
        tests(case, family);
    }
    influenza(case);
    limbs(case);
    tracings(case);
}

/// A questionnaire for who cares for the patient.
const CAREGIVER: &str = "96161";

/// One unit a questionnaire that was filled and scored: each counts once.
fn questionnaires(case: &mut Case<'_>, family: &str) {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut number = None;
    for (phrase, tokens, standing) in named(case, family) {
        let crosswalk = &case.desk.crosswalk;
        let rows = crosswalk.phrase(phrase).rows.iter().map(|&r| crosswalk.row(r));
        let Choice::Row(row) = choose(case, rows, &tokens) else { continue };
        if !scored(case, &tokens, standing) {
            continue;
        }
        number = Some(row.code.compact().to_owned());
        let name = instrument(case, &tokens);
        if !found.iter().any(|(n, _)| *n == name) {
            found.push((name, tokens));
        }
    }
    let Some(number) = number else { return };
    // What is asked of an infant's mother is a caregiver's questionnaire.
    let infant = family == "questionnaire" && case.visit.age.is_some_and(|a| a < 2.0);
    let number = if infant { CAREGIVER.to_owned() } else { number };
    if case.services.iter().any(|s| s.is_reported() && s.code.compact() == number) {
        return;
    }
    let tokens: Vec<Range<usize>> = found.into_iter().map(|(_, t)| t).collect();
    let place = billed::by_place(case.visit, Bill::Remote).or_else(|| {
        billed::in_hospital(case.visit.setting)
            .then(|| billed::by_place(case.visit, Bill::Staff))
            .flatten()
    });
    if let Some(line) = Counted::of(case, &number, tokens.len() as u32, tokens) {
        line.unless(place).put(case);
    }
}

/// Which questionnaire it is: its first word, without what tells the version.
fn instrument(case: &Case<'_>, tokens: &Range<usize>) -> String {
    let word = case.reading.doc.folded(tokens.start);
    let letters: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
    match letters.as_str() {
        "edinburgh" => "epds".to_owned(),
        "m" => "mchat".to_owned(),
        "c" => "cssrs".to_owned(),
        _ => letters,
    }
}

/// Whether a questionnaire was filled and scored at this visit.
fn scored(case: &Case<'_>, tokens: &Range<usize>, standing: Standing) -> bool {
    let sentence = case.reading.sentence(tokens.start);
    let said = |words: &[&str]| {
        (tokens.start..(tokens.end + 8).min(sentence.end))
            .any(|at| words.contains(&case.reading.doc.folded(at)))
    };
    // A number alone may be that of another day: words say that it was scored, or that it was today.
    let result = said(&["score", "scored", "scoring"])
        || standing.here
            && said(&["pass", "passed", "negative", "positive", "low", "risk", "completed"])
        || standing.here
            && (tokens.end..(tokens.end + 4).min(sentence.end))
                .any(|at| case.reading.value(at).is_some());
    let denied = matches!(standing.status, Status::NotDone | Status::Ordered | Status::Planned);
    let past = standing.status == Status::Before && !standing.here;
    result && !denied && !past
}

/// Tests counted: `62 skin prick tests`, `patch tests x 36`.
fn tests(case: &mut Case<'_>, family: &str) {
    for (phrase, tokens, standing) in named(case, family) {
        let crosswalk = &case.desk.crosswalk;
        let Some(&row) = crosswalk.phrase(phrase).rows.first() else { continue };
        let row = crosswalk.row(row);
        let done = standing.status == Status::Done && (standing.here || !standing.weak);
        if !done || case.services.iter().any(|s| s.code == row.code) {
            continue;
        }
        let Some(units) = count(case, &tokens).map(|n| n - controls(case, &tokens, n)) else { continue };
        let place = billed::by_place(case.visit, Bill::Staff);
        if let Some(line) = Counted::of(case, row.code.compact(), units, vec![tokens]) {
            line.because(format!("{units} of them"), "").unless(place).put(case);
        }
    }
}

/// Controls that a count of tests holds (`60 tests incl 2 controls`): they are no extracts.
fn controls(case: &Case<'_>, tokens: &Range<usize>, all: u32) -> u32 {
    let doc = case.reading.doc;
    let mut sentence = case.reading.sentence(tokens.start);
    let held = sentence.find_map(|at| {
        let count = case.reading.value(at)? as u32;
        let control = matches!(doc.folded(at + 1), "control") || doc.folded(at + 2) == "control";
        let within =
            at > 0 && matches!(doc.folded(at - 1), "incl" | "including" | "include" | "with" | "w");
        (control && within && count < all).then_some(count)
    });
    held.unwrap_or(0)
}

/// A number right before what is counted, or after `x`.
fn count(case: &Case<'_>, tokens: &Range<usize>) -> Option<u32> {
    const COUNTED: &[&str] = &[
        "test",
        "allergen",
        "aeroallergen",
        "prick",
        "antigen",
        "site",
        "dose",
        "patch",
        "extract",
        "food",
        "skin",
        "intradermal",
    ];
    /// Words behind a number that is none of tests: `intradermal 15 min`.
    const UNITS: &[&str] =
        &["d", "day", "min", "minute", "h", "hr", "hour", "mm", "wk", "week", "mg", "ml"];
    let reading = &case.reading;
    let counted = |at: usize| {
        let value = reading.value(at)?;
        let counts = (1..=2).any(|n| COUNTED.contains(&reading.doc.folded(at + n)))
            || at > 0 && reading.doc.folded(at - 1) == "x";
        (counts && (1.0..=150.0).contains(&value) && value.fract() == 0.0).then_some(value as u32)
    };
    // `60 prick tests and 12 intradermal tests`: each has its own right before it.
    let start = reading.sentence(tokens.start).start;
    let near = tokens.start.saturating_sub(2).max(start)..tokens.end;
    let behind = || {
        let value = reading.value(tokens.end)?;
        let unit = UNITS.contains(&reading.doc.folded(tokens.end + 1));
        (!unit && (2.0..=150.0).contains(&value) && value.fract() == 0.0).then_some(value as u32)
    };
    let own = tokens.start.saturating_sub(1).max(start)..tokens.end;
    own.rev()
        .find_map(counted)
        .or_else(behind)
        .or_else(|| near.rev().find_map(counted))
        .or_else(|| reading.sentence(tokens.start).find_map(counted))
}

/// A rapid influenza test that tells A and B apart gives two results.
fn influenza(case: &mut Case<'_>) {
    let reading = &case.reading;
    let both = |tokens: &Range<usize>| {
        let mut words = reading.sentence(tokens.start).map(|at| reading.doc.folded(at));
        words.by_ref().any(|w| w == "a") && words.any(|w| w == "b")
    };
    for service in case.services.iter_mut().filter(|s| s.code.compact() == "87804") {
        if both(&service.tokens) {
            service.units = 2;
            service.reasons.push("influenza A and B, a result each".into());
        }
    }
}

/// A needle study counts by the limb: both of a pair are two.
fn limbs(case: &mut Case<'_>) {
    let reading = &case.reading;
    let both = |tokens: &Range<usize>| {
        let words = || reading.item(tokens.start).map(|at| reading.doc.folded(at));
        let has = |any: &[&str]| words().any(|w| any.contains(&w));
        has(&["both", "bilateral", "bilat", "bilaterally", "ble", "bue"])
            || has(&["right", "rt"]) && has(&["left", "lt"]) && has(&["arm", "leg", "extremity", "limb"])
    };
    let studies = |s: &&mut crate::service::Service| matches!(s.code.compact(), "95885" | "95886");
    for service in case.services.iter_mut().filter(studies) {
        if both(&service.tokens) {
            service.units = 2;
            service.reasons.push("a unit each limb".into());
        }
    }
}

/// Tracings that a physician read one after the other in a hospital count each.
fn tracings(case: &mut Case<'_>) {
    if !matches!(case.visit.setting, Setting::Ed | Setting::Observation | Setting::Inpatient) {
        return;
    }
    let read: Vec<Range<usize>> = named(case, "ecg")
        .into_iter()
        .filter(|(_, tokens, standing)| {
            // "Repeat ECG, my interpretation": `repeat` plans nothing that was read.
            let read = matches!(standing.status, Status::Done | Status::Planned) && standing.read;
            read && numbered(case, tokens)
        })
        .map(|(_, tokens, _)| tokens)
        .collect();
    if read.len() < 2 {
        return;
    }
    let spans: Vec<_> = read.iter().map(|t| case.reading.span(t.clone())).collect();
    for service in case.services.iter_mut().filter(|s| s.code.compact() == "93010") {
        service.units = read.len() as u32;
        service.evidence.clone_from(&spans);
        service.reasons.push(format!("{} tracings, each read", read.len()));
    }
}

/// Whether a tracing is told apart from others by its number or time: `ECG #2`, `ECG 0915`,
/// `ECG at 0800`, `repeat ECG`.
fn numbered(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let doc = case.reading.doc;
    let digit = |at: usize| doc.folded(at).bytes().next().is_some_and(|b| b.is_ascii_digit());
    let ahead = tokens.start.checked_sub(1).map_or("", |at| doc.folded(at));
    let timed = matches!(doc.folded(tokens.end), "at" | "time") && digit(tokens.end + 1);
    digit(tokens.end) || timed || matches!(ahead, "repeat" | "initial" | "first" | "second" | "serial")
}

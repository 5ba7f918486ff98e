//! Does a coded note hold what its case expects?

use crate::case_file::{Case, Expected, Reported};
use medcode::model::{CodeSystem, Coded, Date, Suggestion};
use medcode::{Ask, Engine, Outcome};
use std::fmt::Write;

/// Codes the note and compares; the error lists every expectation that failed and then
/// what the coder gave.
pub(crate) fn judge(engine: &Engine, case: &Case) -> Result<(), String> {
    let today = case.note.date_of_service.or(Date::new(2026, 5, 12)).ok_or("no date")?;
    let outcome = engine
        .code(&case.note, Ask { quality: case.quality, ..Ask::on(today) })
        .map_err(|e| e.to_string())?
        .outcome;
    let mut failed: Vec<String> = case.expected.iter().filter_map(|e| against(&outcome, e)).collect();
    for expected in &case.expected {
        if let Expected::Only(systems) = expected {
            failed.extend(surplus(&outcome, systems, &case.expected));
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{}", failed.join("\n"), shown(&outcome, &case.note.text)))
}

fn against(outcome: &Outcome, expected: &Expected) -> Option<String> {
    match expected {
        Expected::Reported(expected) => reported(outcome, expected),
        Expected::Query(words) => {
            let asked = outcome.queries.iter().any(|q| q.question.contains(words.as_str()));
            (!asked).then(|| format!("not asked: {words}"))
        }
        Expected::NoQuery(words) => {
            let asked = outcome.queries.iter().find(|q| q.question.contains(words.as_str()));
            asked.map(|q| format!("asked: {}", q.question))
        }
        Expected::Not(code) => {
            let under = outcome.suggestions.iter().find(|s| s.coded.code.to_string().starts_with(code));
            under.map(|s| format!("reported: {}", s.coded.code))
        }
        Expected::Withheld { code, reason } => {
            let found = outcome.withheld.iter().find(|w| w.coded.code.to_string() == *code);
            match (found, reason) {
                (None, _) => Some(format!("not withheld: {code}")),
                (Some(w), Some(reason)) if w.reason.id() != reason => {
                    Some(format!("{code} withheld as {}, not {reason}", w.reason.id()))
                }
                _ => None,
            }
        }
        Expected::Only(_) => None,
    }
}

/// What differs in the line that is most like the expected one: the same code may stand on
/// several lines with other modifiers.
fn reported(outcome: &Outcome, expected: &Reported) -> Option<String> {
    let lines = outcome.suggestions.iter().filter(|s| s.coded.code.to_string() == expected.code);
    let differs: Vec<Option<String>> = lines.map(|s| differs(s, expected)).collect();
    if differs.is_empty() {
        return Some(format!("missing: {}", expected.code));
    }
    if differs.contains(&None) { None } else { differs.into_iter().next().flatten() }
}

fn differs(s: &Suggestion, expected: &Reported) -> Option<String> {
    let code = &expected.code;
    if expected.first && s.rank != 1 {
        return Some(format!("{code} is not first but {}", s.rank));
    }
    if let Some(poa) = expected.poa.as_deref().filter(|p| s.poa != Some(p)) {
        return Some(format!("{code}: POA {:?}, not {poa}", s.poa));
    }
    if let Some(units) = expected.units.filter(|u| s.units != Some(*u)) {
        return Some(format!("{code}: units {:?}, not {units}", s.units));
    }
    if let Some(modifiers) = &expected.modifiers {
        let sorted = |m: &[String]| {
            let mut m = m.to_vec();
            m.sort();
            m
        };
        if sorted(modifiers) != sorted(&s.modifiers) {
            return Some(format!("{code}: modifiers {:?}, not {modifiers:?}", s.modifiers));
        }
    }
    let pointers = expected.pointers.as_ref().filter(|p| s.pointers != **p)?;
    Some(format!("{code}: pointers {:?}, not {pointers:?}", s.pointers))
}

/// What is reported and not expected.
fn surplus(outcome: &Outcome, systems: &[CodeSystem], expected: &[Expected]) -> Vec<String> {
    let wanted =
        |code: &str| expected.iter().any(|e| matches!(e, Expected::Reported(r) if r.code == code));
    let of_them = outcome.suggestions.iter().filter(|s| systems.contains(&s.coded.code.system()));
    let codes = of_them.map(|s| s.coded.code.to_string());
    codes.filter(|c| !wanted(c)).map(|c| format!("not expected: {c}")).collect()
}

/// The coder's answer, one code a line.
fn shown(outcome: &Outcome, text: &str) -> String {
    let mut out = String::new();
    let words = |c: &Coded| -> String {
        let spans = c.evidence.iter().map(|e| e.span.of(text));
        spans.collect::<Vec<_>>().join(" | ").replace('\n', " ")
    };
    for s in &outcome.suggestions {
        let units = s.units.map_or_else(String::new, |u| format!("x{u}"));
        let tail = [s.poa.unwrap_or("").to_owned(), units, s.modifiers.join(",")].join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {} {} {tail} [{}]", s.rank, s.coded.code, words(&s.coded));
    }
    for q in &outcome.queries {
        let _ = writeln!(out, "  query {}", q.question);
    }
    for w in &outcome.withheld {
        let _ = writeln!(
            out,
            "  withheld {} {}: {} [{}]",
            w.coded.code,
            w.reason.id(),
            w.detail,
            words(&w.coded)
        );
    }
    out
}

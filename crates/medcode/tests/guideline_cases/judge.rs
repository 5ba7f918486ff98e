//! Does a coded note hold what its case expects?

use crate::case_file::{Case, Expected};
use medcode::model::{Coded, Date};
use medcode::{Ask, Engine, Outcome};
use std::fmt::Write;

/// Codes the note and compares; the error lists every expectation that failed and then
/// what the coder gave.
pub(crate) fn judge(engine: &Engine, case: &Case) -> Result<(), String> {
    let today = case.note.date_of_service.or(Date::new(2026, 5, 12)).ok_or("no date")?;
    let outcome = engine.code(&case.note, Ask::on(today)).map_err(|e| e.to_string())?.outcome;
    let mut failed: Vec<String> = case.expected.iter().filter_map(|e| against(&outcome, e)).collect();
    if case.expected.iter().any(|e| matches!(e, Expected::Only)) {
        failed.extend(surplus(&outcome, &case.expected));
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{}", failed.join("\n"), shown(&outcome, &case.note.text)))
}

fn against(outcome: &Outcome, expected: &Expected) -> Option<String> {
    match expected {
        Expected::Reported { code, first, poa } => {
            let Some(s) = outcome.suggestions.iter().find(|s| s.coded.code.to_string() == *code) else {
                return Some(format!("missing: {code}"));
            };
            if *first && s.rank != 1 {
                return Some(format!("{code} is not first but {}", s.rank));
            }
            let poa = poa.as_deref()?;
            (s.poa != Some(poa)).then(|| format!("{code}: POA {:?}, not {poa}", s.poa))
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
        Expected::Only => None,
    }
}

/// What is reported and not expected.
fn surplus(outcome: &Outcome, expected: &[Expected]) -> Vec<String> {
    let wanted = |code: &str| {
        expected.iter().any(|e| matches!(e, Expected::Reported { code: c, .. } if c == code))
    };
    let codes = outcome.suggestions.iter().map(|s| s.coded.code.to_string());
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
        let poa = s.poa.unwrap_or("");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {} {} {poa} [{}]", s.rank, s.coded.code, words(&s.coded));
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

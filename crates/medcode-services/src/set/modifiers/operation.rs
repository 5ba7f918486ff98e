//! Which lines are operations, and what does the fee schedule say of them?
//!
//! Where no schedule is installed the chapters that numbers are ordered in answer, and what only the
//! schedule tells (multiple procedures, assistants, co-surgeons) is no data.

use crate::encounter::Encounter;
use crate::service::{Fate, Service};
use medcode_kb::query::Table;
use medcode_kb::tables::pfs::PfsRow;
use medcode_model::Code;
use std::ops::Range;

/// First and last number of operations, endoscopies and interventions in vessels of the heart.
const OPERATIONS: &[(&str, &str)] = &[("10004", "69990"), ("92920", "92998"), ("93451", "93598")];

/// Level II codes that stand for operations.
const MEDICARES: &[&str] = &["G0104", "G0105", "G0121", "G0289"];

pub(super) fn is_operation(code: &Code) -> bool {
    let number = code.compact();
    MEDICARES.contains(&number) || OPERATIONS.iter().any(|(a, b)| (*a..=*b).contains(&number))
}

/// The row of the schedule for the whole service.
pub(super) fn row<'a>(visit: &Encounter<'a>, code: &Code) -> Option<&'a PfsRow> {
    visit.releases.procedures?.pfs(code)
}

/// The schedule that answers, for the reasons that rest on it.
pub(super) fn schedule(visit: &Encounter<'_>) -> String {
    let table = visit.releases.procedures.and_then(|p| p.table(Table::Pfs));
    let from = table.map(|t| t.in_force.from.to_string()).unwrap_or_default();
    format!("fee schedule of {from}")
}

/// Whether a number has a global period: an add-on number goes with another's, a test has none.
/// Without a schedule every operation counts.
pub(super) fn has_global(visit: &Encounter<'_>, code: &Code) -> bool {
    is_operation(code)
        && row(visit, code).is_none_or(|r| matches!(r.global().trim(), "000" | "010" | "090" | "YYY"))
}

/// Whether a number is reported only in addition to another.
pub(super) fn is_add_on(visit: &Encounter<'_>, code: &Code) -> bool {
    visit.releases.procedures.is_some_and(|p| p.add_on(code).is_some())
        || row(visit, code).is_some_and(|r| r.global().trim() == "ZZZ")
}

/// The reported operation that words at some tokens speak of: one named in their sentence, else the
/// last one told before them, else the first.
pub(super) fn spoken_of(
    services: &[Service],
    at: usize,
    sentence: &Range<usize>,
    fits: impl Fn(&Service) -> bool,
) -> Option<usize> {
    let all = || {
        let told = |s: &Service| !s.tokens.is_empty() && is_operation(&s.code) && fits(s);
        services.iter().enumerate().filter(move |(_, s)| told(s)).map(|(n, s)| (n, s.tokens.start))
    };
    let within = all().filter(|(_, t)| sentence.contains(t)).min_by_key(|(_, t)| t.abs_diff(at));
    // `Cardioverted? No`: what was only denied is not what was stopped, if another was to be done.
    let meant = |n: usize| {
        services[n].is_reported()
            || matches!(
                services[n].fate,
                Fate::Withhold { reason: medcode_model::WithheldReason::Planned, .. }
            )
    };
    within
        .or_else(|| all().filter(|(n, t)| *t < at && meant(*n)).max_by_key(|(_, t)| *t))
        .or_else(|| all().filter(|(_, t)| *t < at).max_by_key(|(_, t)| *t))
        .or_else(|| all().min_by_key(|(_, t)| *t))
        .map(|(n, _)| n)
}

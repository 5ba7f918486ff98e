//! Which codes came, went, were renamed, or became complete or a header?

use crate::changes::{CodeChange, CodeWhat, Titles, Totals};
use medcode_kb::query::Release;
use medcode_kb::tables::codes::{BILLABLE, MODIFIER};
use medcode_model::{CodeSystem, SourceKind};
use std::cmp::Ordering;

/// Whether the code in a row holds on the first day of its release: HCPCS keeps codes that have
/// ended.
pub(crate) fn holds(release: &Release, row: u32) -> bool {
    release.system() != CodeSystem::Hcpcs || release.in_force_on(row, release.id().from)
}

/// A walk through the rows of two releases, code by code: the row in either.
pub(crate) fn pairs(
    before: &Release,
    after: &Release,
) -> impl Iterator<Item = (Option<u32>, Option<u32>)> {
    let (a, b) = (before.codes(), after.codes());
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        let order = match (a.get(i), b.get(j)) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(x), Some(y)) => x.code.cmp(&y.code),
        };
        let found = (order.is_le().then_some(i as u32), order.is_ge().then_some(j as u32));
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
        Some(found)
    })
}

/// The codes that changed, in their order.
pub(crate) fn changes(before: &Release, after: &Release) -> Vec<CodeChange> {
    let mut out = Vec::new();
    for (a, b) in pairs(before, after) {
        let ended = a.is_some_and(|row| !holds(before, row));
        let a = a.filter(|&row| holds(before, row));
        let dates = b.map(|row| after.dates(row));
        let last = dates.and_then(|d| d.terminated);
        let b = b.filter(|&row| holds(after, row));
        let (what, day) = match (a, b) {
            (None, None) => continue,
            (None, Some(_)) => {
                let what = if ended { CodeWhat::Reinstated } else { CodeWhat::New };
                (what, dates.and_then(|d| d.added))
            }
            (Some(_), None) => (CodeWhat::Deleted, last),
            (Some(x), Some(y)) => match kept(before, x, after, y) {
                Some(what) => (what, None),
                None => continue,
            },
        };
        let code = b.map_or_else(|| before.code(a.unwrap_or(u32::MAX)), |row| after.code(row));
        out.push(CodeChange {
            code,
            what,
            before: a.map(|row| titles(before, row)),
            after: b.map(|row| titles(after, row)),
            replaced_by: Vec::new(),
            previous: Vec::new(),
            day,
        });
    }
    out
}

/// What became of a code that both have.
fn kept(before: &Release, x: u32, after: &Release, y: u32) -> Option<CodeWhat> {
    match (before.is_billable(x), after.is_billable(y)) {
        (true, false) => return Some(CodeWhat::ToHeader),
        (false, true) => return Some(CodeWhat::ToBillable),
        _ => {}
    }
    if before.title(x) != after.title(y) {
        return Some(CodeWhat::Revised);
    }
    // A source without short titles says nothing of them.
    let (old, new) = (short(before, x), short(after, y));
    (old != new && !old.is_empty() && !new.is_empty()).then_some(CodeWhat::Revised)
}

/// The short title. A release file keeps none where it is the long one.
fn short(release: &Release, row: u32) -> String {
    let short = release.short_title(row);
    let has = |kind| release.meta().source(kind).is_some();
    if short.is_empty() && (has(SourceKind::CmOrder) || has(SourceKind::PcsOrder)) {
        return release.title(row);
    }
    short
}

fn titles(release: &Release, row: u32) -> Titles {
    Titles { long: release.title(row), short: short(release, row), billable: release.is_billable(row) }
}

/// How many codes hold on the first day of a release.
pub(crate) fn totals(release: &Release) -> Totals {
    let mut totals = Totals::default();
    for (code, row) in release.codes().iter().zip(0..) {
        if code.has(MODIFIER) || !holds(release, row) {
            continue;
        }
        if code.has(BILLABLE) {
            totals.billable += 1;
        } else {
            totals.headers += 1;
        }
    }
    totals
}

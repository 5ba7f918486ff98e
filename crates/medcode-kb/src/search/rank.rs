//! Which entries answer best?
//!
//! Two shares are multiplied: how much of what the query tells is in the entry, and how much of
//! what the entry tells is in the query. A title that says just what was typed comes first, a
//! general code before its special ones, and both shares mean the same in every release.

use super::bits::Bits;
use super::resolve::Resolved;
use super::view::SearchView;
use super::{EntryKind, NEUTRAL_PRIOR};
use std::collections::BTreeMap;

/// The entries worth scoring, and whether some of them match every word.
pub(super) fn candidates(
    view: &SearchView<'_>,
    resolved: &Resolved,
    limit: usize,
) -> (bool, Option<Bits>) {
    let sets: Vec<&Bits> = resolved.groups.iter().filter_map(|g| g.any.as_ref()).collect();
    let whole = sets.len() == resolved.groups.len();
    let least = resolved.groups.len().div_ceil(2).min(sets.len());
    let mut all = false;
    for matched in (least.max(1)..=sets.len()).rev() {
        let found = Bits::in_at_least(matched, &sets, view.entries());
        let count = found.count();
        all |= whole && matched == sets.len() && count > 0;
        if count >= limit || matched <= least.max(1) {
            return (all, (count > 0).then_some(found));
        }
    }
    (false, None)
}

/// The best rows among `candidates`: score, row, best entry.
pub(super) fn best(
    view: &SearchView<'_>,
    resolved: &Resolved,
    candidates: &Bits,
    limit: usize,
) -> Vec<(f32, u32, usize)> {
    let asked: u32 = resolved.groups.iter().map(|g| g.worth).sum();
    let mut scored: Vec<(f32, usize)> =
        candidates.iter().map(|entry| (score(view, resolved, asked, entry), entry)).collect();
    let mut keep = limit.saturating_mul(8).max(64);
    loop {
        if keep < scored.len() {
            scored.select_nth_unstable_by(keep, by_score);
        }
        let top = &scored[..keep.min(scored.len())];
        let rows = by_row(view, top);
        if rows.len() >= limit || keep >= scored.len() {
            return first(rows, limit);
        }
        keep = keep.saturating_mul(8);
    }
}

/// Better first, then earlier first.
fn by_score(a: &(f32, usize), b: &(f32, usize)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// The best entry of each row.
fn by_row(view: &SearchView<'_>, scored: &[(f32, usize)]) -> BTreeMap<u32, (f32, usize)> {
    let mut rows: BTreeMap<u32, (f32, usize)> = BTreeMap::new();
    for found in scored {
        let Some(doc) = view.doc(found.1) else { continue };
        let best = rows.entry(doc).or_insert(*found);
        if by_score(found, best).is_lt() {
            *best = *found;
        }
    }
    rows
}

fn first(rows: BTreeMap<u32, (f32, usize)>, limit: usize) -> Vec<(f32, u32, usize)> {
    let mut out: Vec<(f32, u32, usize)> = rows.into_iter().map(|(doc, (s, e))| (s, doc, e)).collect();
    out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    out.truncate(limit);
    out
}

/// How well an entry answers.
fn score(view: &SearchView<'_>, resolved: &Resolved, asked: u32, entry: usize) -> f32 {
    let (mut covered, mut told) = (0.0, 0);
    for group in &resolved.groups {
        let found = group.readings.iter().map(|&r| &resolved.readings[r]).find(|r| r.set.has(entry));
        if let Some(reading) = found {
            covered += group.worth as f32 * reading.quality;
            told += reading.worth;
        }
    }
    let of_query = covered / asked.max(1) as f32;
    let of_entry = (told as f32 / view.weight(entry).max(1) as f32).min(1.0);
    let prior = 1.0 + 0.02 * (f32::from(view.prior(entry)) - f32::from(NEUTRAL_PRIOR));
    of_query * of_query.sqrt() * (0.5 + 0.5 * of_entry) * kind_factor(view.kind(entry)) * prior
}

/// How much a match in each kind of text counts.
fn kind_factor(kind: EntryKind) -> f32 {
    match kind {
        EntryKind::Title => 1.0,
        EntryKind::Inclusion | EntryKind::IndexPath => 0.97,
        EntryKind::Short => 0.92,
        EntryKind::TableRow => 0.85,
        EntryKind::Definition => 0.7,
    }
}

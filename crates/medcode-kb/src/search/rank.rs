//! Which entries answer best?
//!
//! Two shares are multiplied: how much of what the query tells is in the entry, and how much of
//! what the entry tells is in the query. A title that says just what was typed comes first, a
//! general code before its special ones, and both shares mean the same in every release.

use super::bits::{Bits, places};
use super::resolve::Resolved;
use super::view::SearchView;
use super::{EntryKind, NEUTRAL_PRIOR};
use std::collections::BTreeMap;

/// How much a word counts that an entry does not expect, such as a nonessential modifier.
const OPTIONAL_SHARE: f32 = 0.9;

/// The entries worth scoring, and whether some of them match every word.
pub(super) fn candidates(
    view: &SearchView<'_>,
    resolved: &Resolved<'_>,
    limit: usize,
) -> (bool, Option<Bits>) {
    let sets: Vec<&Bits> = resolved.groups.iter().filter_map(|g| g.any.as_ref()).collect();
    let whole = sets.len() == resolved.groups.len();
    let least = resolved.groups.len().div_ceil(2).min(sets.len()).max(1);
    let mut every_word = false;
    for matched in (1..=sets.len()).rev() {
        let found = Bits::in_at_least(matched, &sets, view.entries());
        let count = found.count();
        every_word |= whole && matched == sets.len() && count > 0;
        // Fewer words than half count only where nothing has more.
        if count >= limit || count > 0 && matched <= least {
            return (every_word, Some(found));
        }
    }
    (false, None)
}

/// The best rows among `candidates`: score, row, best entry.
pub(super) fn best(
    view: &SearchView<'_>,
    resolved: &Resolved<'_>,
    candidates: &Bits,
    limit: usize,
) -> Vec<(f32, u32, usize)> {
    let mut most = limit.saturating_mul(8).max(64);
    loop {
        let (top, all) = best_entries(view, resolved, candidates, most);
        let rows = by_row(view, &top);
        if rows.len() >= limit || all {
            return first(rows, limit);
        }
        most = most.saturating_mul(8);
    }
}

/// The best `most` entries, and whether these are all there are.
fn best_entries(
    view: &SearchView<'_>,
    resolved: &Resolved<'_>,
    candidates: &Bits,
    most: usize,
) -> (Vec<(f32, usize)>, bool) {
    let asked: u32 = resolved.groups.iter().map(|g| g.worth).sum();
    let mut top = Top { found: Vec::new(), most, floor: 0.0, all: true };
    for (block, mut rest) in candidates.blocks() {
        while rest != 0 {
            // Neighbours mostly match alike: what the query gets of them is worked out once.
            let (share, told, alike) = matched(resolved, asked, block, rest);
            rest &= !alike;
            if share * BEST_STANDING < top.floor {
                top.all = false;
                continue;
            }
            for place in places(alike) {
                let entry = block * 64 + place;
                let of_entry = (told / view.weight(entry).max(1) as f32).min(1.0);
                let standing = STANDING[usize::from(view.standing(entry))];
                top.add(share * (0.5 + 0.5 * of_entry) * standing, entry);
            }
        }
    }
    top.finish()
}

/// For the first entry of `rest` in a block: how much of the query it matches, what the matched words
/// tell, and which entries of `rest` match just like it.
fn matched(resolved: &Resolved<'_>, asked: u32, block: usize, rest: u64) -> (f32, f32, u64) {
    let first = rest & rest.wrapping_neg();
    let (mut covered, mut told, mut alike) = (0.0, 0, rest);
    for group in &resolved.groups {
        for &reading in &group.readings {
            let reading = &resolved.readings[reading];
            let (expected, optional) = reading.holding(block);
            let counted = group.worth as f32 * reading.quality;
            if expected & first != 0 {
                covered += counted;
                told += reading.worth;
                alike &= expected;
                break;
            }
            if optional & first != 0 {
                // A word that may be left out says nothing about how much else there is.
                covered += OPTIONAL_SHARE * counted;
                told += reading.optional_worth;
                alike &= optional;
                break;
            }
            alike &= !(expected | optional);
        }
    }
    let of_query = covered / asked.max(1) as f32;
    (of_query * of_query.sqrt(), told as f32, alike)
}

/// The best entries so far.
struct Top {
    found: Vec<(f32, usize)>,
    most: usize,
    /// What an entry must score to be among them.
    floor: f32,
    /// Whether none was turned away.
    all: bool,
}

impl Top {
    fn add(&mut self, score: f32, entry: usize) {
        if score < self.floor {
            self.all = false;
            return;
        }
        self.found.push((score, entry));
        if self.found.len() >= self.most.saturating_mul(4) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.found.len() > self.most {
            let (_, last, _) = self.found.select_nth_unstable_by(self.most - 1, by_score);
            self.floor = last.0;
            self.found.truncate(self.most);
            self.all = false;
        }
    }

    fn finish(mut self) -> (Vec<(f32, usize)>, bool) {
        self.cut();
        (self.found, self.all)
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

/// What kind and prior make of a score, by the byte they are stored in.
static STANDING: [f32; 256] = standings();
/// The most they can make of it.
const BEST_STANDING: f32 = 1.0 + 0.02 * (15.0 - NEUTRAL_PRIOR as f32);

const fn standings() -> [f32; 256] {
    let mut out = [0.0; 256];
    let mut byte = 0;
    while byte < 256 {
        let prior = (byte >> 4) as f32 - NEUTRAL_PRIOR as f32;
        out[byte] = kind_factor(EntryKind::from_number(byte as u8 & 15)) * (1.0 + 0.02 * prior);
        byte += 1;
    }
    out
}

/// How much a match in each kind of text counts.
const fn kind_factor(kind: EntryKind) -> f32 {
    match kind {
        EntryKind::Title => 1.0,
        EntryKind::Inclusion | EntryKind::IndexPath => 0.98,
        EntryKind::Short => 0.92,
        EntryKind::TableRow => 0.85,
        EntryKind::Definition => 0.7,
    }
}

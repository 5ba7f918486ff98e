//! A query as one release understands it: its best rows, and the row under another that says
//! more of it.

use super::bits::Bits;
use super::rank;
use super::reading::WhyMatched;
use super::resolve::Resolved;
use super::view::{Hit, SearchView};
use super::{EntryKind, column};
use std::ops::Range;

/// Most titles that are compared to find the one that says more.
const MOST_TITLES: usize = 1000;

/// A query as one release understands it.
pub struct Asked<'a, 'q> {
    pub(super) view: SearchView<'a>,
    pub(super) resolved: Resolved<'q>,
    pub(super) found: Option<Bits>,
    pub(super) limit: usize,
}

/// A row that says more of a query than the one above it.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowed {
    /// The row.
    pub doc: u32,
    /// The further words of the query that its title holds.
    pub matched: Vec<(String, WhyMatched)>,
    /// How much more of the query is answered, as a factor above 1.
    pub gain: f32,
}

impl Asked<'_, '_> {
    /// The best rows, best first.
    #[must_use]
    pub fn hits(&self) -> Vec<Hit> {
        let Some(found) = &self.found else { return Vec::new() };
        rank::best(&self.view, &self.resolved, found, self.limit)
            .into_iter()
            .map(|(score, doc, entry)| Hit {
                doc,
                source: column::read(self.view.sources, entry).unwrap_or(0),
                kind: self.view.kind(entry),
                score,
                matched: self.resolved.why(entry),
            })
            .collect()
    }

    /// Of the rows in `rows` the one whose title holds most of the words that are not among
    /// `known`; nothing where none holds any.
    #[must_use]
    pub fn narrow(&self, rows: Range<u32>, known: &[(String, WhyMatched)]) -> Option<Narrowed> {
        let words = self.resolved.words();
        let open: Vec<usize> =
            (0..words.len()).filter(|&at| known.iter().all(|(w, _)| *w != words[at])).collect();
        if open.is_empty() || open.len() == words.len() {
            return None;
        }
        let mut best: Option<((u32, u8, u32), usize)> = None;
        for entry in self.titles(rows).take(MOST_TITLES) {
            let told = self.told(&open, entry);
            // Among equals the one that is to be preferred, then the one that says least else.
            let rank = (told, self.view.standing(entry), u32::MAX - self.view.weight(entry));
            if told > 0 && best.is_none_or(|(other, _)| rank > other) {
                best = Some((rank, entry));
            }
        }
        let ((told, ..), entry) = best?;
        let worth = |at: &usize| self.resolved.groups[*at].worth;
        let known_worth: u32 =
            (0..words.len()).filter(|at| !open.contains(at)).map(|at| worth(&at)).sum();
        let matched =
            self.resolved.why(entry).into_iter().filter(|(w, _)| known.iter().all(|(k, _)| k != w));
        Some(Narrowed {
            doc: self.view.doc(entry)?,
            matched: matched.collect(),
            gain: (known_worth + told) as f32 / known_worth.max(1) as f32,
        })
    }

    /// What the words at `open` tell that an entry holds.
    fn told(&self, open: &[usize], entry: usize) -> u32 {
        let holds = |at: &&usize| {
            self.resolved.groups[**at].readings.iter().any(|&r| self.resolved.readings[r].has(entry))
        };
        open.iter().filter(holds).map(|&at| self.resolved.groups[at].worth).sum()
    }

    /// The entries that are the titles of these rows: titles come first, in the order of rows.
    fn titles(&self, rows: Range<u32>) -> Range<usize> {
        let all = self.view.entries();
        let end = first(0..all, |e| self.view.kind(e) != EntryKind::Title);
        let row = |entry| self.view.doc(entry).unwrap_or(u32::MAX);
        let start = first(0..end, |e| row(e) >= rows.start);
        start..first(start..end, |e| row(e) >= rows.end)
    }
}

/// The first number for which `holds`, which then holds for all that follow.
fn first(range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

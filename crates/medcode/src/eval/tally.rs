//! The score of one system, in one note or in a set.

use super::counts::{Counts, bootstrap};
use super::score::NoteScore;
use medcode_model::CodeSystem;
use std::collections::BTreeMap;

/// Right ones, of those there were.
pub type Share = (u32, u32);

/// The score of one system.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Exact codes.
    pub exact: Counts,
    /// Three-character categories; of ICD-10-PCS the root operation on its body system.
    pub category: Counts,
    /// Exact codes by chapter, of other systems than ICD-10-CM by the first character.
    pub chapters: BTreeMap<String, Counts>,
    /// Whether the first one is right, where there should be one.
    pub first: Option<bool>,
    /// Pairs of right codes in the labelled order, of all such pairs.
    pub order: Share,
    /// Traps suggested, and traps there were.
    pub traps: Share,
    /// Units right, of right codes that have units.
    pub units: Share,
    /// Modifiers right, of right codes that have modifiers.
    pub modifiers: Share,
    /// E/M services at the exact level, of those labelled.
    pub em_level: Share,
    /// POA right, of right codes that have one.
    pub poa: Share,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.exact.add(other.exact);
        self.category.add(other.category);
        for (chapter, counts) in &other.chapters {
            self.chapters.entry(chapter.clone()).or_default().add(*counts);
        }
        let pairs = [
            (&mut self.order, other.order),
            (&mut self.traps, other.traps),
            (&mut self.units, other.units),
            (&mut self.modifiers, other.modifiers),
            (&mut self.em_level, other.em_level),
            (&mut self.poa, other.poa),
        ];
        for (mine, theirs) in pairs {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }
}

/// The score of a set in one system.
#[derive(Clone, Debug)]
pub struct Report {
    /// The system.
    pub system: CodeSystem,
    /// Notes with this system.
    pub notes: usize,
    /// All together.
    pub tally: Tally,
    /// First ones right, of those that should be.
    pub first: Share,
    /// 95 % interval of F1 over resampled notes.
    pub interval: (f64, f64),
    /// How many errors of a kind have a cause.
    pub causes: BTreeMap<(&'static str, &'static str), u32>,
}

/// Adds up the scores of a set.
#[must_use]
pub fn report(scores: &[NoteScore]) -> Vec<Report> {
    let mut systems: Vec<CodeSystem> = scores.iter().flat_map(|s| s.systems.keys().copied()).collect();
    systems.sort();
    systems.dedup();
    systems.into_iter().map(|system| of_set(scores, system)).collect()
}

fn of_set(scores: &[NoteScore], system: CodeSystem) -> Report {
    let tallies: Vec<&Tally> = scores.iter().filter_map(|s| s.systems.get(&system)).collect();
    let mut total = Tally::default();
    let mut first = (0, 0);
    for tally in &tallies {
        total.add(tally);
        if let Some(right) = tally.first {
            first.0 += u32::from(right);
            first.1 += 1;
        }
    }
    let mut causes = BTreeMap::new();
    for miss in scores.iter().flat_map(|s| &s.misses).filter(|m| m.code.system() == system) {
        *causes.entry((miss.kind, miss.cause.id())).or_default() += 1;
    }
    let counts: Vec<Counts> = tallies.iter().map(|t| t.exact).collect();
    Report { system, notes: tallies.len(), tally: total, first, interval: bootstrap(&counts), causes }
}

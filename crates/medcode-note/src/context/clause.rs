//! What does a cue see of its sentence?

use crate::lexicon::Lexicon;
use crate::segment::Document;
use crate::segment::gap::Gap;
use crate::segment::kind::SectionKind;

use super::class::{Cue, CueClass, Stops};
use super::hits::Hit;

/// The longest stretch a cue is asked about, in tokens: bounds the work per mention.
pub(crate) const WINDOW: usize = 60;

/// The most cues asked on either side: bounds it where every word is a cue.
const NEAREST: usize = 16;

/// One sentence with the target in it.
pub(crate) struct Clause<'d, 't> {
    pub(crate) doc: &'d Document<'t>,
    /// Tokens of the sentence.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Tokens of the target.
    pub(crate) target: (usize, usize),
    pub(crate) section: SectionKind,
}

impl<'d, 't> Clause<'d, 't> {
    /// The marks before a token, which at the sentence's ends are those that end it.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.doc.gap(at)
    }

    pub(crate) fn word(&self, at: usize) -> &'d str {
        self.doc.folded(at)
    }

    /// The cues of the sentence near the target.
    pub(crate) fn cues(&self) -> &'d [Hit] {
        let from = self.first.max(self.target.0.saturating_sub(WINDOW)) as u32;
        let to = self.end.min(self.target.1 + WINDOW) as u32;
        let hits = within(&self.doc.hits, from, to);
        let before = hits.partition_point(|hit| (hit.first as usize) < self.target.0);
        let after = hits.partition_point(|hit| (hit.first as usize) < self.target.1);
        &hits[before.saturating_sub(NEAREST)..hits.len().min(after + NEAREST)]
    }

    /// The terminator that begins at a token.
    pub(crate) fn stop(&self, at: usize) -> Option<Stops> {
        if self.begins_statement(at) {
            return Some(Stops { all: true, ..Stops::default() });
        }
        let found = self.doc.stops.binary_search_by_key(&(at as u32), |hit| hit.first).ok()?;
        let entry = self.doc.stops[found].entry as usize;
        Some(Lexicon::get().stop_entries[entry].stops)
    }

    /// Whether a token begins a statement of its own within the sentence.
    pub(crate) fn begins_statement(&self, at: usize) -> bool {
        self.numbers_item(at) || self.ends_in_unit(at)
    }

    /// `1 depression w/o psychosis  2 suicidal ideation`: a number behind a wide gap opens an item.
    fn numbers_item(&self, at: usize) -> bool {
        at > self.first
            && self.gap(at).has(Gap::WIDE)
            && !self.gap(at + 1).has(Gap::SLASH)
            && self.word(at).parse::<u8>().is_ok_and(|n| (2..=20).contains(&n))
    }

    /// `no run 6 wk. secondary amenorrhea`: the stop behind a number and its unit ends the statement.
    fn ends_in_unit(&self, at: usize) -> bool {
        at > self.first + 1
            && self.gap(at).has(Gap::STOP)
            && matches!(
                self.word(at - 1),
                "wk" | "wks" | "mo" | "mos" | "yr" | "yrs" | "hr" | "hrs" | "min"
            )
            && self.digit(at - 2)
    }

    /// The cue that begins at a token.
    pub(crate) fn cue_at(&self, at: usize) -> Option<Hit> {
        let found = self.doc.hits.binary_search_by_key(&(at as u32), |hit| hit.first).ok()?;
        Some(self.doc.hits[found])
    }

    /// What a cue says here; a few depend on how they are written.
    pub(crate) fn class(&self, hit: &Hit) -> CueClass {
        let cue = entry(hit);
        let (first, end) = (hit.first as usize, hit.end as usize);
        match cue.class {
            // "MRI rules out osteomyelitis" and "rule out osteomyelitis" fold alike.
            CueClass::RuleOut
                if end - first == 2 && self.doc.raw(first).eq_ignore_ascii_case("rules") =>
            {
                CueClass::RuledOut
            }
            // "culture-negative endocarditis" is an endocarditis; "Rh-negative" is a type.
            CueClass::Negated if self.gap(first).has(Gap::HYPHEN) => CueClass::Pseudo,
            // "5 may", "May 2026": the month.
            class if self.word(first) == "may" && self.digit(end) => {
                if class == CueClass::Possible {
                    CueClass::Pseudo
                } else {
                    class
                }
            }
            class => class,
        }
    }

    fn digit(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a token opens a clause: nothing but marks before it.
    pub(crate) fn opens(&self, at: usize) -> bool {
        at <= self.first || self.gap(at).has(CLAUSE) || matches!(self.word(at - 1), "and" | "but" | "or")
    }

    /// Whether a cue that ends before this token has nothing more to say in its clause.
    pub(crate) fn closes(&self, at: usize) -> bool {
        // A stop within a sentence is that of a short form: "H. pylori".
        at >= self.end || self.gap(at).has(CLAUSE.with(Gap::CLOSE).with(Gap::QUESTION))
    }
}

/// The row of a cue.
pub(crate) fn entry(hit: &Hit) -> &'static Cue {
    &Lexicon::get().cue_entries[hit.entry as usize]
}

/// Marks between clauses.
const CLAUSE: Gap = Gap::COMMA
    .with(Gap::SEMICOLON)
    .with(Gap::COLON)
    .with(Gap::DASH)
    .with(Gap::ARROW)
    .with(Gap::OPEN)
    .with(Gap::EQUALS)
    .with(Gap::PIPE)
    .with(Gap::COLUMN);

/// The hits that begin within a range of tokens.
pub(super) fn within(hits: &[Hit], from: u32, to: u32) -> &[Hit] {
    let start = hits.partition_point(|hit| hit.first < from);
    let count = hits[start..].partition_point(|hit| hit.first < to);
    &hits[start..start + count]
}

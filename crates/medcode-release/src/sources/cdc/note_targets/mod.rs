//! Which codes does a note of the Tabular name, and under which restrictions?
//!
//! The conventions: a dash stands for further characters (OCG I.A.6), a code in brackets after
//! a condition says where that condition is coded (I.A.7, I.A.12), and codes in the running
//! words of such a note only describe ("tuberculosis, any type in A15 (J65)").

pub(super) mod list;
mod parse;
pub(super) mod restriction;
#[cfg(test)]
mod tests;
pub(super) mod token;

use super::icd10cm_tabular::{Tabular, TabularNote};
use medcode_model::{Problem, Read, Target};
use std::ops::Range;

/// What a note names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The codes named.
    pub targets: Vec<Target>,
    /// The codes for which the note holds, where it says so ("for codes G31.0-G31.83").
    pub scope: Vec<Target>,
    /// Whole chapters named, by number.
    pub chapters: Vec<u8>,
    /// Whether anything shaped as a code stands in the text.
    pub names_code: bool,
    /// Whether all of it was understood.
    pub complete: bool,
    /// The bytes that were not; what stands there is in no list.
    pub unparsed: Vec<Range<usize>>,
}

/// What all notes of a Tabular List name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteTargets {
    /// One entry a note, in the order of [`Tabular::notes`]; chapters are among the targets.
    pub parsed: Vec<Parsed>,
    /// How many notes name a code.
    pub coded: usize,
    /// How many of those were understood in full.
    pub complete: usize,
}

/// Reads the text of one note.
#[must_use]
pub fn targets(text: &str) -> Parsed {
    parse::parse(text)
}

/// Reads every note of a Tabular List; each that names a code and is not understood in full is
/// a problem.
#[must_use]
pub fn read(tabular: &Tabular) -> Read<NoteTargets> {
    let mut out = Read::clean(NoteTargets::default());
    out.value.parsed.reserve_exact(tabular.notes.len());
    for note in &tabular.notes {
        let mut parsed = targets(&note.text);
        out.value.coded += usize::from(parsed.names_code);
        out.value.complete += usize::from(parsed.names_code && parsed.complete);
        if !parsed.complete {
            out.problems.push(not_understood(note, &parsed));
        }
        add_chapters(&mut parsed, tabular);
        out.value.parsed.push(parsed);
    }
    out
}

fn not_understood(note: &TabularNote, parsed: &Parsed) -> Problem {
    let pieces: Vec<&str> =
        parsed.unparsed.iter().filter_map(|range| note.text.get(range.clone())).collect();
    let message = format!(
        "the codes of this {} note were not understood and stay text only: {}",
        note.kind.heading(),
        pieces.join(" … ")
    );
    Problem::warning(note.position, message)
}

/// Turns the chapters named into ranges of codes.
fn add_chapters(parsed: &mut Parsed, tabular: &Tabular) {
    for number in &parsed.chapters {
        let chapter = tabular.chapters.iter().find(|chapter| chapter.number == *number);
        if let Some((first, last)) = chapter.and_then(|chapter| chapter.range) {
            parsed.targets.push(Target::range(first, last));
        }
    }
}

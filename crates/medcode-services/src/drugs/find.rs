//! Where does the note name a drug, and which words belong to it?

use super::catalogue::Catalogue;
use crate::read::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// A drug named in the note.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) entry: u32,
    /// Its name.
    pub(crate) tokens: Range<usize>,
    /// Its sentence.
    pub(crate) sentence: Range<usize>,
    /// From the end of the name before it, or the mark that ends a clause, to the next name.
    pub(crate) around: Range<usize>,
}

/// Marks that end what belongs to a drug.
const ENDS: Gap = Gap::SEMICOLON.with(Gap::BLANK_LINE).with(Gap::PIPE).with(Gap::BULLET);

/// Every drug named, in order.
pub(crate) fn named(reading: &Reading<'_>, catalogue: &Catalogue) -> Vec<Named> {
    let doc = reading.doc;
    let begins: Vec<bool> = doc.spellings().iter().map(|s| catalogue.names.begins(&s.folded)).collect();
    let mut out: Vec<Named> = Vec::new();
    let mut next = 0;
    for (at, token) in doc.tokens().iter().enumerate() {
        if at < next || !begins[token.spelling as usize] {
            continue;
        }
        if let Some((entry, len)) = catalogue.names.at(reading, at) {
            let sentence = reading.sentence(at);
            out.push(Named { entry, tokens: at..at + len, around: sentence.clone(), sentence });
            next = at + len;
        }
    }
    bound(reading, &mut out);
    out
}

/// Gives each drug the words between its neighbours.
fn bound(reading: &Reading<'_>, all: &mut [Named]) {
    for n in 0..all.len() {
        let mut from = all[n].sentence.start;
        let mut to = all[n].sentence.end;
        if n > 0 {
            from = from.max(all[n - 1].tokens.end);
        }
        if let Some(after) = all.get(n + 1) {
            to = to.min(after.tokens.start);
        }
        let ends = |at: &usize| reading.doc.gap(*at).has(ENDS);
        let first = all[n].tokens.start;
        let last = all[n].tokens.end;
        from = (from + 1..=first).rev().find(ends).unwrap_or(from);
        to = (last..to).find(ends).unwrap_or(to);
        all[n].around = from..to.max(last);
    }
}

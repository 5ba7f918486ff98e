//! Drugs: their names in the note, their row of the Table of Drugs and Chemicals.

mod names;
mod table;

pub(crate) use names::{Drug, Names};
pub(crate) use table::{Column, cell};

use medcode_model::Span;
use medcode_note::Document;

/// A drug named in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DrugAt {
    /// First token of the name.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
    /// Which drug, by its number in [`Names`].
    pub(crate) number: usize,
}

impl DrugAt {
    /// The words of the name.
    pub(crate) fn span(&self, doc: &Document<'_>) -> Span {
        let all = doc.tokens();
        all[self.first].span.cover(all[self.end - 1].span)
    }
}

/// Every drug named in a note, in order.
pub(crate) fn find(doc: &Document<'_>, names: &Names) -> Vec<DrugAt> {
    let mut out = Vec::new();
    let spelled = names.spelled(doc);
    let mut at = 0;
    while at < doc.tokens().len() {
        match Names::at(doc, at, &spelled) {
            Some((end, number)) => {
                out.push(DrugAt { first: at, end, number });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

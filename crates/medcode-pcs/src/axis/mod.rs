//! Which value of a character do the words of the note choose?

mod approach;
mod label;
mod side;

use crate::read::phrases::Hit;
use crate::read::scope::{self, Stretch};
use crate::tables::Tables;
use medcode_kb::query::Release;
use medcode_kb::tables::codes;
use medcode_model::Span;
use medcode_note::Document;

pub(crate) use side::Side;

/// What the note says around a procedure.
pub(crate) struct Words<'a, 't> {
    pub(crate) doc: &'a Document<'t>,
    pub(crate) release: &'a Release,
    pub(crate) tables: &'a Tables,
    /// Words that stand for labels, in the whole note.
    pub(crate) added: &'a [Hit],
    /// Words of the way in, in the whole note.
    pub(crate) ways: &'a [Hit],
    pub(crate) hit: Hit,
    /// Stretches around it, the closest first.
    pub(crate) stretches: Vec<Stretch>,
}

/// A value that was chosen, and by what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chosen {
    pub(crate) character: u8,
    pub(crate) label: String,
    /// The words behind it; none where a convention chose.
    pub(crate) words: Option<Span>,
}

impl<'a, 't> Words<'a, 't> {
    pub(crate) fn around(
        doc: &'a Document<'t>,
        release: &'a Release,
        tables: &'a Tables,
        (added, ways): (&'a [Hit], &'a [Hit]),
        hit: Hit,
        operative: bool,
    ) -> Self {
        let stretches = scope::around(doc, hit, operative);
        Self { doc, release, tables, added, ways, hit, stretches }
    }

    /// The legal values of the next character, with their labels.
    pub(crate) fn legal(&self, prefix: &[u8]) -> Vec<(u8, String)> {
        let prefix = String::from_utf8_lossy(prefix);
        let next = self.release.pcs_choices(&prefix);
        next.into_iter().map(|c| (c.character as u8, c.meaning)).collect()
    }

    /// The legal characters after these.
    pub(crate) fn legal_characters(&self, prefix: &[u8]) -> Vec<u8> {
        let rows = self.release.codes();
        let mut next: Vec<u8> =
            rows[codes::under(rows, prefix)].iter().map(|r| r.code[prefix.len()]).collect();
        next.dedup();
        next
    }

    /// Whether some legal code begins so.
    pub(crate) fn is_legal(&self, prefix: &[u8]) -> bool {
        !codes::under(self.release.codes(), prefix).is_empty()
    }

    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let tokens = self.doc.tokens();
        tokens[first].span.cover(tokens[end.max(first + 1) - 1].span)
    }
}

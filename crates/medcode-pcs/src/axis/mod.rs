//! Which value of a character do the words of the note choose?

mod approach;
mod label;
mod side;
mod values;

use crate::read::phrases::Hit;
use crate::read::scope::{self, Stretch};
use crate::tables::Tables;
use medcode_kb::query::Release;
use medcode_kb::tables::codes;
use medcode_model::Span;
use medcode_note::Document;
use std::sync::Arc;

pub(crate) use side::Side;
pub(crate) use values::{Cache, Value};

/// What the note says around a procedure.
pub(crate) struct Words<'a, 't> {
    pub(crate) doc: &'a Document<'t>,
    pub(crate) release: &'a Release,
    pub(crate) tables: &'a Tables,
    cache: &'a Cache,
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
    /// The words behind it; none where a convention chose.
    pub(crate) words: Option<Span>,
}

impl<'a, 't> Words<'a, 't> {
    pub(crate) fn around(
        doc: &'a Document<'t>,
        release: &'a Release,
        (tables, cache): (&'a Tables, &'a Cache),
        (added, ways): (&'a [Hit], &'a [Hit]),
        hit: Hit,
        operative: bool,
    ) -> Self {
        let stretches = scope::around(doc, hit, operative);
        Self { doc, release, tables, cache, added, ways, hit, stretches }
    }

    /// The legal values of the next character.
    pub(crate) fn legal(&self, prefix: &[u8]) -> Arc<[Value]> {
        self.cache.after(self.release, prefix)
    }

    /// Whether a legal code begins so and keeps to a pattern (a dot: any character).
    pub(crate) fn is_possible(&self, prefix: &[u8], pattern: &[u8; 7]) -> bool {
        let rows = self.release.codes();
        let fits = |code: &[u8; 7]| {
            (prefix.len()..7).all(|n| code[n] != 0 && (pattern[n] == b'.' || pattern[n] == code[n]))
        };
        rows[codes::under(rows, prefix)].iter().any(|r| fits(&r.code))
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

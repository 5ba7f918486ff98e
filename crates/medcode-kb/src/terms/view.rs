//! Reading the terms of an open release.

use super::vocabulary::{Vocabulary, WordId};
use crate::container::Container;
use crate::query::Release;
use std::ops::Range;
use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

pub(super) const FIRST: &str = "terms.first";
pub(super) const ROWS: &str = "terms.rows";
pub(super) const BAGS: &str = "terms.bags";

/// Where a term comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TermKind {
    /// A path of the Alphabetic Index; the source is its entry.
    Index = 0,
    /// An inclusion term of the Tabular; the source is the code's row.
    Inclusion = 1,
    /// A title of the Tabular; the source is the code's row.
    Title = 2,
    /// A site of the Table of Neoplasms with one of its columns; the source is its entry.
    Neoplasm = 3,
    /// A drug or chemical; the source is its entry, the code its accidental poisoning.
    Drug = 4,
    /// A path of the External Cause Index; the source is its entry.
    ExternalCause = 5,
    /// A phrase of the project's own lexicon; code and source are the caller's numbers.
    Lexicon = 6,
}

impl TermKind {
    const ALL: [Self; 7] = [
        Self::Index,
        Self::Inclusion,
        Self::Title,
        Self::Neoplasm,
        Self::Drug,
        Self::ExternalCause,
        Self::Lexicon,
    ];

    pub(super) fn from_u8(n: u8) -> Self {
        // Numbered in the order of the list.
        Self::ALL.get(usize::from(n)).copied().unwrap_or(Self::Title)
    }
}

/// One term in the file.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Row {
    pub(super) bag: Three,
    pub(super) code: Three,
    pub(super) source: Three,
    pub(super) required: u8,
    pub(super) optional: u8,
    /// Kind in the low half, column in the high half.
    pub(super) kind: u8,
}

/// A number of three bytes, the low one first: a release has a quarter of a million terms,
/// and a byte less in each field is felt.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Three([u8; 3]);

impl Three {
    /// The number; `None` where it does not fit.
    pub(super) fn new(n: u32) -> Option<Self> {
        let [a, b, c, 0] = n.to_le_bytes() else { return None };
        Some(Self([a, b, c]))
    }

    const fn get(self) -> u32 {
        u32::from_le_bytes([self.0[0], self.0[1], self.0[2], 0])
    }
}

/// A term: the words a note must hold and the code they lead to.
#[derive(Clone, Copy)]
pub struct Term<'a> {
    /// Where it comes from.
    pub kind: TermKind,
    /// Row of the code.
    pub code: u32,
    /// Entry of the Index or row of the code, by its kind.
    pub source: u32,
    /// Column of a table.
    pub column: u8,
    /// Words that must be there, the rarest first.
    pub required: &'a [U16],
    /// Words that may be there: nonessential modifiers.
    pub optional: &'a [U16],
}

/// The terms of one release.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    vocabulary: Vocabulary<'a>,
    first: &'a [U32],
    rows: &'a [Row],
    bags: &'a [U16],
}

impl<'a> Terms<'a> {
    /// The terms of a release; empty where its file has none.
    #[must_use]
    pub fn of(release: &'a Release) -> Self {
        Self::in_file(release.file())
    }

    /// The terms in a file; empty where it has none.
    #[must_use]
    pub fn in_file(file: &'a Container) -> Self {
        Self {
            vocabulary: Vocabulary::of(file),
            first: file.rows(FIRST),
            rows: file.rows(ROWS),
            bags: file.rows(BAGS),
        }
    }

    /// Number of words.
    #[must_use]
    pub fn words(&self) -> usize {
        self.vocabulary.len()
    }

    /// Number of terms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of a folded word.
    #[must_use]
    pub fn word(&self, folded: &str) -> Option<WordId> {
        self.vocabulary.find(folded.as_bytes())
    }

    /// The letters of a word.
    #[must_use]
    pub fn spelling(&self, word: WordId) -> &'a str {
        std::str::from_utf8(self.vocabulary.word(word)).unwrap_or_default()
    }

    /// The terms filed under a word: those of whose required words it is the rarest.
    pub fn filed_under(&self, word: WordId) -> impl Iterator<Item = Term<'a>> + use<'a> {
        let terms = *self;
        self.filed(word).filter_map(move |n| terms.term(n))
    }

    /// The numbers of the terms filed under a word.
    #[must_use]
    pub fn filed(&self, word: WordId) -> Range<usize> {
        let at = |n: usize| self.first.get(n).map_or(0, |f| f.get() as usize);
        let (start, end) = (at(usize::from(word)), at(usize::from(word) + 1));
        start.min(self.rows.len())..end.min(self.rows.len())
    }

    /// A term by its number.
    #[must_use]
    pub fn term(&self, n: usize) -> Option<Term<'a>> {
        let row = self.rows.get(n)?;
        let bag = row.bag.get() as usize;
        let middle = bag.saturating_add(usize::from(row.required));
        let end = middle.saturating_add(usize::from(row.optional));
        Some(Term {
            kind: TermKind::from_u8(row.kind & 0xf),
            code: row.code.get(),
            source: row.source.get(),
            column: row.kind >> 4,
            required: self.bags.get(bag..middle).unwrap_or_default(),
            optional: self.bags.get(middle..end).unwrap_or_default(),
        })
    }
}

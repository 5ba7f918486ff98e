//! How is an index in a release's file opened and asked?

use super::asked::Asked;
use super::bits::Bits;
use super::bytes::u32_at;
use super::query::{Known, ParsedQuery};
use super::reading::WhyMatched;
use super::resolve::resolve;
use super::vocabulary::Vocabulary;
use super::{EntryKind, column, postings, rank, weight};
use std::ops::Range;

/// The layout of the sections; another number is another layout.
pub(super) const FORMAT: u32 = 1;

/// Why a search index cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// A section is not in the file.
    #[error("the section {0} is missing")]
    Missing(&'static str),
    /// A section does not fit the others.
    #[error("the section {0} is damaged")]
    Damaged(&'static str),
    /// The index was written by another version.
    #[error("the search index has format {0}, this version reads {FORMAT}: install the release again")]
    Format(u32),
}

/// A code that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The row given with the entry.
    pub doc: u32,
    /// The node or note of the text that matched best.
    pub source: u32,
    /// What that text is.
    pub kind: EntryKind,
    /// How well it matches, from 0 to about 1; comparable between indexes.
    pub score: f32,
    /// Each word of the query that matched, and why.
    pub matched: Vec<(String, WhyMatched)>,
}

/// The search index of one release, borrowed from its file.
#[derive(Clone, Copy, Debug)]
pub struct SearchView<'a> {
    pub(super) vocabulary: Vocabulary<'a>,
    postings: &'a [u8],
    weights: &'a [u8],
    kinds: &'a [u8],
    docs: &'a [u8],
    pub(super) sources: &'a [u8],
}

impl<'a> SearchView<'a> {
    /// Opens the index whose sections `section` finds by name.
    ///
    /// # Errors
    /// When a section is missing or has a length that does not fit the head.
    pub fn open(section: impl Fn(&str) -> Option<&'a [u8]>) -> Result<Self, SearchError> {
        let get = |name| section(name).ok_or(SearchError::Missing(name));
        let head = get("search.head")?;
        let number = |at| u32_at(head, at).ok_or(SearchError::Damaged("search.head"));
        let (format, entries, words) = (number(0)?, number(4)? as usize, number(8)? as usize);
        if format != FORMAT {
            return Err(SearchError::Format(format));
        }
        let per_entry = |name| {
            let bytes = get(name)?;
            if bytes.len() == entries { Ok(bytes) } else { Err(SearchError::Damaged(name)) }
        };
        let vocabulary = Vocabulary::open(get("search.words")?, get("search.blocks")?, words);
        Ok(Self {
            vocabulary: vocabulary.ok_or(SearchError::Damaged("search.blocks"))?,
            postings: get("search.postings")?,
            weights: per_entry("search.weights")?,
            kinds: per_entry("search.kinds")?,
            docs: get("search.docs")?,
            sources: get("search.sources")?,
        })
    }

    /// The best `limit` rows for a query, best first.
    #[must_use]
    pub fn search(&self, query: &ParsedQuery, limit: usize) -> Vec<Hit> {
        self.ask(query, limit).hits()
    }

    /// Reads a query in the words of this release, for its `limit` best rows.
    #[must_use]
    pub fn ask<'q>(&self, query: &'q ParsedQuery, limit: usize) -> Asked<'a, 'q> {
        let mut resolved = resolve(self, query);
        let mut found = None;
        if !query.words.is_empty() && limit > 0 {
            let every_word;
            (every_word, found) = rank::candidates(self, &resolved, limit);
            if !every_word && resolved.widen(self) {
                (_, found) = rank::candidates(self, &resolved, limit);
            }
        }
        Asked { view: *self, resolved, found, limit }
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.weights.len()
    }

    /// How well a word is known here.
    pub(super) fn knows(&self, word: &str) -> Known {
        /// Shorter beginnings tell nothing.
        const SHORTEST: usize = 4;
        let mut known = Known::Not;
        self.vocabulary.begin_with(word.as_bytes(), |met| {
            known = if met.bare() == word.as_bytes() { Known::Whole } else { Known::Begun };
            false
        });
        if known == Known::Begun && word.len() < SHORTEST { Known::Not } else { known }
    }

    /// Adds the entries of a posting list to `set`.
    pub(super) fn read_list(&self, list: &Range<usize>, set: &mut Bits) {
        if let Some(bytes) = self.postings.get(list.clone()) {
            postings::read(bytes, set);
        }
    }

    pub(super) fn doc(&self, entry: usize) -> Option<u32> {
        column::read(self.docs, entry)
    }

    pub(super) fn weight(&self, entry: usize) -> u32 {
        weight::from_byte(self.weights.get(entry).copied().unwrap_or(u8::MAX))
    }

    pub(super) fn kind(&self, entry: usize) -> EntryKind {
        EntryKind::from_number(self.standing(entry) & 15)
    }

    /// The kind and prior of an entry in one byte.
    pub(super) fn standing(&self, entry: usize) -> u8 {
        self.kinds.get(entry).copied().unwrap_or(0)
    }
}

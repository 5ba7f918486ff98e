//! The words of a note as numbers of the official and of the lexicon's vocabulary.

mod role;
mod stand;
mod words;

pub(crate) use role::{Role, is_describing};
pub(crate) use stand::Stand;
pub(crate) use words::{Form, Words};

use crate::lexicon::Lexicon;
use medcode_kb::query::Release;
use medcode_kb::terms::{Terms, WordId};
use medcode_note::Document;
use std::sync::Arc;
use words::{Vocabularies, Word};

/// Whose words are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vocabulary {
    /// Those of the release.
    Official,
    /// Those of the lexicon.
    Lexical,
}

/// The number of a word that a token may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    pub(crate) word: WordId,
    /// A describing word out of the expansion of an abbreviation: it goes with the noun of
    /// the same abbreviation only ("COPD" makes nothing else chronic).
    pub(crate) bound: bool,
    /// A naming word out of the expansion of an abbreviation: a term that uses one uses
    /// most of them ("OSA" says nothing of an obstruction).
    pub(crate) grouped: bool,
}

/// The numbers of every spelling in one vocabulary, close together: they are looked at for every
/// token.
#[derive(Default)]
struct Numbers {
    starts: Vec<u32>,
    ids: Vec<Number>,
}

impl Numbers {
    fn of<'w>(words: impl Iterator<Item = &'w Vec<Number>>) -> Self {
        let mut out = Self::default();
        for numbers in words {
            out.starts.push(out.ids.len() as u32);
            out.ids.extend_from_slice(numbers);
        }
        out.starts.push(out.ids.len() as u32);
        out
    }

    fn get(&self, spelling: usize) -> &[Number] {
        let at = |n: usize| self.starts.get(n).map_or(0, |&s| s as usize);
        self.ids.get(at(spelling)..at(spelling + 1)).unwrap_or_default()
    }
}

/// A note with its words numbered.
pub(crate) struct Reading<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) roles: Vec<Role>,
    official: Numbers,
    lexical: Numbers,
    /// Of every spelling what it may stand for.
    words: Vec<Arc<Word>>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, release: &Release, lexicon: &Lexicon, kept: &Words) -> Self {
        let by = Vocabularies { release: release.id(), official: Terms::of(release), lexicon };
        let words = words::read(doc, by, kept);
        let roles = doc.tokens().iter().map(|t| words[t.spelling as usize].role).collect();
        let official = Numbers::of(words.iter().map(|word| &word.official));
        let lexical = Numbers::of(words.iter().map(|word| &word.lexical));
        Self { doc, roles, official, lexical, words }
    }

    /// The numbers of what a token may stand for: its own word first, then its relatives.
    pub(crate) fn numbers(&self, vocabulary: Vocabulary, token: usize) -> &[Number] {
        let Some(token) = self.doc.tokens().get(token) else { return &[] };
        let numbers = match vocabulary {
            Vocabulary::Official => &self.official,
            Vocabulary::Lexical => &self.lexical,
        };
        numbers.get(token.spelling as usize)
    }

    /// The words that a token may stand for, its own first.
    pub(crate) fn forms(&self, token: usize) -> &[Form] {
        let spelling = self.doc.tokens().get(token).map_or(usize::MAX, |t| t.spelling as usize);
        self.words.get(spelling).map_or(&[], |word| &word.forms)
    }

    /// The words that each spelling may stand for.
    pub(crate) fn spelled(&self) -> impl Iterator<Item = &[Form]> {
        self.words.iter().map(|word| &*word.forms)
    }
}

/// Words further away say nothing of what a short form means.
const NEAR: usize = 15;

/// Whether a folded word stands near a token.
pub(crate) fn is_near(doc: &Document<'_>, token: usize, word: &str) -> bool {
    let near = token.saturating_sub(NEAR)..(token + NEAR).min(doc.tokens().len());
    doc.may_hold(word) && near.into_iter().any(|t| doc.folded(t) == word)
}

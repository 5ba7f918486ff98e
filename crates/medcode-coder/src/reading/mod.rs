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

/// The word numbers of every token in one vocabulary.
#[derive(Default)]
pub(crate) struct Numbers {
    starts: Vec<u32>,
    ids: Vec<Number>,
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

impl Numbers {
    /// The numbers of a token: its own word first, then its relatives.
    pub(crate) fn of(&self, token: usize) -> &[Number] {
        let at = |n: usize| self.starts.get(n).map_or(0, |&s| s as usize);
        self.ids.get(at(token)..at(token + 1)).unwrap_or_default()
    }

    fn push(&mut self, ids: &[Number]) {
        self.starts.push(self.ids.len() as u32);
        self.ids.extend_from_slice(ids);
    }

    fn close(&mut self) {
        self.starts.push(self.ids.len() as u32);
    }
}

/// A note with its words numbered.
pub(crate) struct Reading<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) official: Numbers,
    pub(crate) lexical: Numbers,
    pub(crate) roles: Vec<Role>,
    /// Of every spelling what it may stand for.
    words: Vec<Arc<Word>>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, release: &Release, lexicon: &Lexicon, kept: &Words) -> Self {
        let by = Vocabularies { release: release.id(), official: Terms::of(release), lexicon };
        let mut out = Self {
            doc,
            official: Numbers::default(),
            lexical: Numbers::default(),
            roles: Vec::with_capacity(doc.tokens().len()),
            words: words::read(doc, by, kept),
        };
        for token in doc.tokens() {
            let word = &out.words[token.spelling as usize];
            out.official.push(&word.official);
            out.lexical.push(&word.lexical);
            out.roles.push(word.role);
        }
        out.official.close();
        out.lexical.close();
        out
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
    (token.saturating_sub(NEAR)..(token + NEAR).min(doc.tokens().len())).any(|t| doc.folded(t) == word)
}

//! Phrases of one or several words, each with what it stands for.

use crate::read::Reading;
use medcode_kb::text::normal;
use medcode_kb::words::WordMap;
use medcode_note::Spelling;

/// A phrase after its first word, and its meaning.
type Rest<T> = (Vec<Box<str>>, T);

/// Phrases filed under their first word, the longest first.
pub(crate) struct Phrases<T>(WordMap<Vec<Rest<T>>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self(WordMap::default())
    }
}

impl<T: Copy> Phrases<T> {
    /// Phrases as they are written, and what they mean.
    pub(crate) fn of<'w>(all: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut out = Self::default();
        for (phrase, meaning) in all {
            out.add(phrase, meaning);
        }
        out
    }

    /// Files a phrase, unless it is known.
    pub(crate) fn add(&mut self, phrase: &str, meaning: T) {
        let mut words = normal::words(phrase).into_iter().map(String::into_boxed_str);
        let Some(first) = words.next() else { return };
        let filed = self.0.get_or_make(&first, Vec::new);
        let rest: Vec<Box<str>> = words.collect();
        if !filed.iter().any(|(known, _)| *known == rest) {
            filed.push((rest, meaning));
            filed.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// Whether a word begins a phrase.
    pub(crate) fn begins(&self, word: &Spelling) -> bool {
        self.0.get_packed(word.packed, &word.folded).is_some()
    }

    /// The longest phrase that stands at a token: its meaning, and how many tokens it has.
    pub(crate) fn at(&self, reading: &Reading<'_>, token: usize) -> Option<(T, usize)> {
        self.at_where(reading, token, |_| true)
    }

    /// The longest phrase that stands at a token and whose number of tokens passes a test.
    pub(crate) fn at_where(
        &self,
        reading: &Reading<'_>,
        token: usize,
        passes: impl Fn(usize) -> bool,
    ) -> Option<(T, usize)> {
        let filed = self.0.get(reading.doc.folded(token))?;
        let stands = |(rest, _): &&Rest<T>| {
            passes(rest.len() + 1)
                && rest.iter().enumerate().all(|(n, w)| reading.doc.folded(token + n + 1) == &**w)
        };
        filed.iter().find(stands).map(|(rest, meaning)| (*meaning, rest.len() + 1))
    }
}

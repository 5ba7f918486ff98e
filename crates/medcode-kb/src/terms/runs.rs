//! Which terms of a word are worth a look in a sentence? Those whose second word it holds too.

use super::{Terms, WordId};
use std::ops::Range;

/// The terms of a file in runs: terms in a row that are filed under one word and share the next
/// rarest of their required words. A sentence that lacks that word holds none of the run, so few
/// terms need more than one look for all of their run.
#[derive(Default)]
pub struct Runs {
    /// Of every word its first run, and where those of the last one end.
    first: Vec<u32>,
    /// Of every run the word its terms share; the word they are filed under, where they have no
    /// other.
    shared: Vec<WordId>,
    /// Of every run its first term, and where the last one ends.
    start: Vec<u32>,
}

impl Runs {
    /// The runs of some terms.
    #[must_use]
    pub fn of(terms: &Terms<'_>) -> Self {
        let mut out = Self::default();
        for word in 0..terms.words() {
            out.first.push(out.shared.len() as u32);
            let mut before = None;
            for n in terms.filed(word as WordId) {
                let required = terms.term(n).map_or(&[][..], |t| t.required);
                let shared = required.get(1).map_or(word as WordId, |second| second.get());
                if before != Some(shared) {
                    out.shared.push(shared);
                    out.start.push(n as u32);
                    before = Some(shared);
                }
            }
        }
        out.first.push(out.shared.len() as u32);
        out.start.push(terms.len() as u32);
        out
    }

    /// The numbers of the terms filed under a word whose shared word is there, in order.
    pub fn likely(
        &self,
        word: WordId,
        is_there: impl Fn(WordId) -> bool,
    ) -> impl Iterator<Item = Range<usize>> {
        let at = |n: usize| self.first.get(n).map_or(0, |&f| f as usize);
        let runs = at(usize::from(word))..at(usize::from(word) + 1);
        let (first, shared) = (runs.start, self.shared.get(runs).unwrap_or_default());
        let there = shared.iter().enumerate().filter(move |(_, shared)| is_there(**shared));
        there.map(move |(n, _)| self.start[first + n] as usize..self.start[first + n + 1] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::super::of_phrases;
    use super::*;

    #[test]
    fn every_term_of_a_word_is_in_a_run_of_what_it_shares() {
        let phrases = ["acute renal failure", "renal failure", "failure", "acute failure", "renal cyst"];
        let file = of_phrases(phrases.into_iter().zip(0..)).unwrap();
        let terms = Terms::in_file(&file);
        let runs = Runs::of(&terms);
        let all = |word| runs.likely(word, |_| true).flatten().collect::<Vec<_>>();
        for word in 0..terms.words() as WordId {
            assert_eq!(all(word), terms.filed(word).collect::<Vec<_>>());
            for asked in 0..terms.words() as WordId {
                for n in runs.likely(word, |w| w == asked).flatten() {
                    let required = terms.term(n).unwrap().required;
                    assert_eq!(required.get(1).unwrap_or(&required[0]).get(), asked);
                }
            }
        }
        assert_eq!((0..terms.words() as WordId).flat_map(all).count(), phrases.len());
    }
}

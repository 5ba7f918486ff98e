//! Hash tables for the words of notes: quicker than the standard library's. Each table is
//! seeded anew, so that no note can be written to make its words collide.

use crate::words::Packed;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// A quick hash map.
pub type QuickMap<K, V> = HashMap<K, V, RandomState>;
/// A quick hash set.
pub type QuickSet<K> = HashSet<K, RandomState>;

/// Tells most words that a set does not hold at once: guidelines ask for thousands of words, and
/// a note holds few of them.
#[derive(Clone)]
pub struct Hint(Box<[u64; 64]>);

impl Default for Hint {
    fn default() -> Self {
        Self(Box::new([0; 64]))
    }
}

impl Hint {
    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        let (at, bit) = Self::place(word);
        self.0[at] |= bit;
    }

    /// Adds a word whose numbers are known.
    pub fn add_packed(&mut self, packed: Packed, word: &str) {
        let Some((first, last, len)) = packed.shape() else { return self.add(word) };
        let (at, bit) = Self::place_of(first, last, len);
        self.0[at] |= bit;
    }

    /// Whether the set may hold a word: always, where it does.
    #[must_use]
    pub fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = Self::place(word);
        self.0[at] & bit != 0
    }

    fn place(word: &str) -> (usize, u64) {
        let letters = word.as_bytes();
        let (first, last) = (letters.first().copied(), letters.last().copied());
        Self::place_of(first.unwrap_or(0), last.unwrap_or(0), letters.len())
    }

    /// By the first letter, the last one and the length.
    fn place_of(first: u8, last: u8, len: usize) -> (usize, u64) {
        let at = (usize::from(first) & 31) << 7 | (usize::from(last) & 31) << 2 | len & 3;
        (at >> 6, 1 << (at & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::{Hint, Packed};

    #[test]
    fn a_word_that_is_there_is_never_passed_over() {
        let words = ["", "a", "pain", "\u{e9}t\u{e9}", "x-ray", "2026"];
        let mut hint = Hint::default();
        words.iter().for_each(|word| hint.add(word));
        let mut packed = Hint::default();
        words.iter().for_each(|word| packed.add_packed(Packed::of(word), word));
        assert_eq!(packed.0, hint.0);
        assert!(words.iter().all(|word| hint.may_hold(word)));
        assert!(!hint.may_hold("cough") && !hint.may_hold("paint"));
    }
}

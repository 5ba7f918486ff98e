//! Hash tables for the words of notes: quicker than the standard library's. Each table is
//! seeded anew, so that no note can be written to make its words collide.

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

    /// Whether the set may hold a word: always, where it does.
    #[must_use]
    pub fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = Self::place(word);
        self.0[at] & bit != 0
    }

    /// By the first letter, the last one and the length.
    fn place(word: &str) -> (usize, u64) {
        let letters = word.as_bytes();
        let (first, last) = (letters.first().copied(), letters.last().copied());
        let (first, last) = (usize::from(first.unwrap_or(0)), usize::from(last.unwrap_or(0)));
        let at = (first & 31) << 7 | (last & 31) << 2 | letters.len() & 3;
        (at >> 6, 1 << (at & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::Hint;

    #[test]
    fn a_word_that_is_there_is_never_passed_over() {
        let words = ["", "a", "pain", "\u{e9}t\u{e9}", "x-ray", "2026"];
        let mut hint = Hint::default();
        words.iter().for_each(|word| hint.add(word));
        assert!(words.iter().all(|word| hint.may_hold(word)));
        assert!(!hint.may_hold("cough") && !hint.may_hold("paint"));
    }
}

//! The words that terms are made of, numbered so that the rarest come first.

use crate::container::Container;
use crate::quick::QuickMap;
use zerocopy::IntoBytes;
use zerocopy::little_endian::{U16, U32};

/// The number of a word; a smaller number is a rarer word.
pub type WordId = u16;

/// Numbers beyond this are not given out: `u16::MAX` marks an empty slot.
const MOST: usize = u16::MAX as usize - 1;

pub(super) const WORDS: &str = "terms.words";
pub(super) const ENDS: &str = "terms.ends";
pub(super) const SLOTS: &str = "terms.slots";
const EMPTY: u16 = u16::MAX;

/// FNV-1a: short keys, the same on every machine.
fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Numbers words by how many terms hold them, ties in alphabetical order.
pub(super) fn number<'a>(counts: &QuickMap<&'a str, u32>) -> (QuickMap<&'a str, WordId>, Vec<&'a str>) {
    let mut words: Vec<(&str, u32)> = counts.iter().map(|(&w, &n)| (w, n)).collect();
    words.sort_unstable_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(b.0)));
    words.truncate(MOST);
    let ids = words.iter().zip(0..).map(|(&(w, _), id)| (w, id)).collect();
    (ids, words.into_iter().map(|(w, _)| w).collect())
}

/// The sections of the vocabulary.
pub(super) fn write(words: &[&str]) -> Vec<(&'static str, Vec<u8>)> {
    let mut arena = Vec::new();
    let mut ends: Vec<U32> = Vec::with_capacity(words.len());
    let size = (words.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![U16::new(EMPTY); size];
    for (id, word) in words.iter().enumerate() {
        arena.extend_from_slice(word.as_bytes());
        ends.push((arena.len() as u32).into());
        let mut at = hash(word.as_bytes()) as usize & (size - 1);
        while slots[at].get() != EMPTY {
            at = (at + 1) & (size - 1);
        }
        slots[at] = (id as u16).into();
    }
    vec![(WORDS, arena), (ENDS, ends.as_bytes().to_vec()), (SLOTS, slots.as_bytes().to_vec())]
}

/// The vocabulary as it lies in a file.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary<'a> {
    words: &'a [u8],
    ends: &'a [U32],
    slots: &'a [U16],
}

impl<'a> Vocabulary<'a> {
    pub(super) fn of(file: &'a Container) -> Self {
        Self { words: file.section(WORDS), ends: file.rows(ENDS), slots: file.rows(SLOTS) }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn word(&self, id: WordId) -> &'a [u8] {
        let id = usize::from(id);
        let start = id.checked_sub(1).and_then(|n| self.ends.get(n)).map_or(0, |e| e.get() as usize);
        let end = self.ends.get(id).map_or(0, |e| e.get() as usize);
        self.words.get(start..end).unwrap_or_default()
    }

    /// The number of a folded word. The walk ends at an empty slot, or after the whole
    /// table where a damaged file has none.
    pub(super) fn find(&self, word: &[u8]) -> Option<WordId> {
        let size = self.slots.len();
        if !size.is_power_of_two() {
            return None;
        }
        let start = hash(word) as usize;
        for step in 0..size {
            let id = self.slots[(start + step) & (size - 1)].get();
            if id == EMPTY {
                return None;
            }
            if self.word(id) == word {
                return Some(id);
            }
        }
        None
    }
}

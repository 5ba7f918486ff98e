//! Which words are there, and where is the posting list of each?
//!
//! Words stand in order, in blocks of sixteen. A word is kept as how many letters it shares with
//! the one before, and the rest; behind it stands the length of its posting list. The lists
//! follow each other in the same order, so a running sum finds them.

use super::bytes::{put_varint, u32_at, varint};
use std::ops::Range;

/// Follows a word whose list holds the entries in which it may be left out. The letter sorts
/// before all that words are made of: the two lists of a word are neighbours.
pub(super) const OPTIONAL: u8 = 1;

const BLOCK: usize = 16;
/// Bytes a block has in the directory: its offset in the words, its offset in the postings.
const ROW: usize = 8;
/// Largest number in half a byte; that much or more shared letters or rest is said apart.
const HALF: usize = 15;

/// Writes a vocabulary: words in ascending order, each with the bytes of its list.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) words: Vec<u8>,
    pub(super) blocks: Vec<u8>,
    previous: Vec<u8>,
    count: usize,
    listed: usize,
}

impl Writer {
    /// Adds the next word.
    pub(super) fn add(&mut self, word: &[u8], list_bytes: usize) {
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.extend_from_slice(&(self.words.len() as u32).to_le_bytes());
            self.blocks.extend_from_slice(&(self.listed as u32).to_le_bytes());
            self.previous.clear();
        }
        let same = self.previous.iter().zip(word).take_while(|(a, b)| a == b).count();
        let shared = same.min(HALF);
        let rest = &word[shared..];
        self.words.push((shared as u8) << 4 | rest.len().min(HALF) as u8);
        if rest.len() >= HALF {
            put_varint(&mut self.words, (rest.len() - HALF) as u32);
        }
        self.words.extend_from_slice(rest);
        put_varint(&mut self.words, list_bytes as u32);
        self.previous.clear();
        self.previous.extend_from_slice(word);
        self.count += 1;
        self.listed += list_bytes;
    }
}

/// The words of one index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vocabulary<'a> {
    words: &'a [u8],
    blocks: &'a [u8],
    count: usize,
}

/// One word met on a walk.
pub(super) struct Met<'w> {
    /// Its letters.
    pub(super) word: &'w [u8],
    /// How many of them are those of the word before.
    pub(super) shared: usize,
    /// Where its posting list lies.
    pub(super) list: Range<usize>,
}

/// The two posting lists of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists {
    pub(super) expected: Range<usize>,
    pub(super) optional: Range<usize>,
}

impl Lists {
    /// Takes the list of a word that was met.
    pub(super) fn add(&mut self, met: &Met<'_>) {
        if met.bare().len() == met.word.len() {
            self.expected = met.list.clone();
        } else {
            self.optional = met.list.clone();
        }
    }
}

impl<'w> Met<'w> {
    /// The word without the mark of optional words.
    pub(super) fn bare(&self) -> &'w [u8] {
        self.word.strip_suffix(&[OPTIONAL]).unwrap_or(self.word)
    }
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary in these bytes, or nothing if the directory has another length.
    pub(super) fn open(words: &'a [u8], blocks: &'a [u8], count: usize) -> Option<Self> {
        (blocks.len() == count.div_ceil(BLOCK) * ROW).then_some(Self { words, blocks, count })
    }

    /// The posting lists of a word: of entries that expect it, of those that may do without.
    pub(super) fn find(&self, word: &[u8]) -> Option<Lists> {
        let mut lists = None;
        self.begin_with(word, |met| {
            let own = met.bare().len() == word.len();
            if own {
                lists.get_or_insert_with(Lists::default).add(met);
            }
            own
        });
        lists
    }

    /// Calls `each` with every word that begins with `prefix`, until it says stop.
    pub(super) fn begin_with(&self, prefix: &[u8], mut each: impl FnMut(&Met<'_>) -> bool) {
        let mut walk = self.walk(self.block_of(prefix));
        while let Some(met) = walk.next() {
            if met.word < prefix {
                continue;
            }
            if !met.word.starts_with(prefix) || !each(&met) {
                return;
            }
        }
    }

    /// A walk over all words that is sure to meet those from `start` on.
    pub(super) fn from(&self, start: &[u8]) -> Walk<'a> {
        self.walk(self.block_of(start))
    }

    /// The last block that begins with a word not after `word`.
    fn block_of(&self, word: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.blocks.len() / ROW);
        while high - low > 1 {
            let middle = low.midpoint(high);
            if self.first(middle).is_some_and(|first| first <= word) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The first word of a block, which is written in full.
    fn first(&self, block: usize) -> Option<&'a [u8]> {
        let mut at = u32_at(self.blocks, block * ROW)? as usize;
        let (_, rest) = lengths(self.words, &mut at)?;
        self.words.get(at..at.checked_add(rest)?)
    }

    fn walk(&self, block: usize) -> Walk<'a> {
        let offset = |at| u32_at(self.blocks, at).map_or(usize::MAX, |n| n as usize);
        Walk {
            words: self.words,
            at: offset(block * ROW),
            list: offset(block * ROW + 4),
            word: Vec::with_capacity(super::LONGEST_WORD),
            left: self.count.saturating_sub(block * BLOCK),
        }
    }
}

/// How many letters a word shares with the one before and how many follow.
fn lengths(words: &[u8], at: &mut usize) -> Option<(usize, usize)> {
    let both = usize::from(*words.get(*at)?);
    *at += 1;
    let mut rest = both & HALF;
    if rest == HALF {
        rest += varint(words, at)? as usize;
    }
    Some((both >> 4, rest))
}

/// A walk over words in order.
pub(super) struct Walk<'a> {
    words: &'a [u8],
    at: usize,
    list: usize,
    word: Vec<u8>,
    left: usize,
}

impl Walk<'_> {
    /// The next word; nothing at the end or at damage.
    pub(super) fn next(&mut self) -> Option<Met<'_>> {
        self.left = self.left.checked_sub(1)?;
        let (shared, rest) = lengths(self.words, &mut self.at)?;
        let letters = self.words.get(self.at..self.at.checked_add(rest)?)?;
        if rest > super::LONGEST_WORD + 1 {
            return None;
        }
        self.at += rest;
        let shared = shared.min(self.word.len());
        self.word.truncate(shared);
        self.word.extend_from_slice(letters);
        let bytes = varint(self.words, &mut self.at)? as usize;
        let list = self.list..self.list.checked_add(bytes)?;
        self.list = list.end;
        Some(Met { word: &self.word, shared, list })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn written(words: &BTreeMap<String, usize>) -> Writer {
        let mut writer = Writer::default();
        for (word, &bytes) in words {
            writer.add(word.as_bytes(), bytes);
        }
        writer
    }

    proptest! {
        #[test]
        fn words_are_found_alone_and_by_prefix(
            words in prop::collection::btree_map("[a-c]{1,30}", 0_usize..300, 0..120),
            other in "[a-d]{1,4}",
        ) {
            let writer = written(&words);
            let view = Vocabulary::open(&writer.words, &writer.blocks, words.len()).unwrap();
            let mut start = 0;
            for (word, bytes) in &words {
                let expected = view.find(word.as_bytes()).map(|lists| lists.expected);
                prop_assert_eq!(expected, Some(start..start + bytes));
                start += bytes;
            }
            prop_assert_eq!(view.find(other.as_bytes()).is_some(), words.contains_key(&other));
            let mut found = 0;
            view.begin_with(other.as_bytes(), |_| { found += 1; true });
            prop_assert_eq!(found, words.keys().filter(|w| w.starts_with(&other)).count());
        }

        #[test]
        fn any_bytes_can_be_walked(
            words in prop::collection::vec(any::<u8>(), 0..200),
            blocks in prop::collection::vec(any::<u8>(), 16),
        ) {
            let view = Vocabulary::open(&words, &blocks, 20).unwrap();
            let _ = view.find(b"ab");
            view.begin_with(b"a", |_| true);
            let mut walk = view.from(b"");
            while walk.next().is_some() {}
        }
    }
}

//! A hash table by words that holds nearly all of them as numbers: a word is found without
//! following a pointer to its letters, and told from another at once.

use crate::quick::QuickMap;

/// The letters of a word as two numbers, its length in the highest byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Packed(u64, u64);

/// The longest word that is held as numbers, in bytes.
const LONGEST: usize = 15;

impl Packed {
    /// What stands for every word that is too long.
    const LONG: Self = Self(0, u64::MAX);

    /// The numbers of a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let letters = word.as_bytes();
        let len = letters.len();
        let (low, high) = match len {
            0 => (0, 0),
            1..=3 => {
                let at = |n: usize| u64::from(letters[n]) << (8 * n);
                (at(0) | at(len / 2) | at(len - 1), 0)
            }
            4..=7 => {
                let four =
                    |n: usize| letters[n..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four));
                (u64::from(four(0)) | u64::from(four(len - 4)) << (8 * (len - 4)), 0)
            }
            8..=LONGEST => {
                let eight = |n: usize| letters[n..].first_chunk().map_or(0, |e| u64::from_le_bytes(*e));
                (eight(0), eight(len - 8).checked_shr(8 * (16 - len as u32)).unwrap_or(0))
            }
            _ => return Self::LONG,
        };
        Self(low, high | (len as u64) << 56)
    }

    /// First letter, last letter and length, as bytes; none of a word that is too long.
    pub(crate) fn shape(self) -> Option<(u8, u8, usize)> {
        let len = (self.1 >> 56) as usize;
        let last = match len {
            0 => 0,
            1..=8 => self.0 >> (8 * (len - 1)),
            9..=LONGEST => self.1 >> (8 * (len - 9)),
            _ => return None,
        };
        Some((self.0 as u8, last as u8, len))
    }
}

/// A map by words.
#[derive(Clone, Debug)]
pub struct WordMap<V> {
    short: QuickMap<Packed, V>,
    long: QuickMap<Box<str>, V>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { short: QuickMap::default(), long: QuickMap::default() }
    }
}

impl<V> WordMap<V> {
    /// A map with room for so many words.
    #[must_use]
    pub fn with_capacity(words: usize) -> Self {
        let short = QuickMap::with_capacity_and_hasher(words, Default::default());
        Self { short, long: QuickMap::default() }
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands under a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&V> {
        self.get_packed(Packed::of(word), word)
    }

    /// What stands under a word whose numbers are known.
    #[must_use]
    pub fn get_packed(&self, packed: Packed, word: &str) -> Option<&V> {
        if packed == Packed::LONG { self.long.get(word) } else { self.short.get(&packed) }
    }

    /// What stands under a word; made if there is nothing.
    pub fn get_or_make(&mut self, word: &str, make: impl FnOnce() -> V) -> &mut V {
        self.get_packed_or_make(Packed::of(word), word, make)
    }

    /// The same of a word whose numbers are known.
    pub fn get_packed_or_make(
        &mut self,
        packed: Packed,
        word: &str,
        make: impl FnOnce() -> V,
    ) -> &mut V {
        if packed == Packed::LONG {
            self.long.entry(word.into()).or_insert_with(make)
        } else {
            self.short.entry(packed).or_insert_with(make)
        }
    }

    /// Everything that stands in it, in no order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.short.values_mut().chain(self.long.values_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_words_are_held_as_one() {
        let mut map = WordMap::default();
        let letters = "abcdefghijklmnopqrst";
        let mut words: Vec<String> = (0..=20).map(|n| letters[..n].to_owned()).collect();
        words.extend((1..=20).map(|n| "a".repeat(n)).skip(1));
        words.extend((1..=18).map(|n| format!("{}\u{e9}", &letters[1..n])));
        for (n, word) in words.iter().enumerate() {
            assert_eq!(*map.get_or_make(word, || n), n, "{word}");
        }
        assert_eq!(map.len(), words.len());
        for (n, word) in words.iter().enumerate() {
            assert_eq!(map.get(word), Some(&n), "{word}");
            assert_eq!(map.get(&format!("{word}!")), None, "{word}");
            let letters = word.as_bytes();
            let (first, last) = (letters.first().copied(), letters.last().copied());
            let shape = (first.unwrap_or(0), last.unwrap_or(0), letters.len());
            assert_eq!(Packed::of(word).shape(), (letters.len() <= LONGEST).then_some(shape), "{word}");
        }
    }
}

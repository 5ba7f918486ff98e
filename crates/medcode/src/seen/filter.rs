//! Which numbers have surely not been put by? A filter of bits, of the same size for any file: most
//! numbers are new, and need no look into what is on disk.

/// Eight megabytes: of three million numbers (a file of a gigabyte) one in a thousand that is new
/// is looked for on disk.
pub(super) const WORDS: usize = 1 << 20;

/// Words of one line of the processor's cache, in which all bits of a number stand.
const LINE: usize = 8;
/// Bits that are set for a number.
const BITS: usize = 4;

/// The bits. Numbers must be spread evenly, as hashes are.
pub(super) struct Filter {
    words: Vec<u64>,
}

impl Filter {
    /// An empty filter; `words` is a power of two.
    pub(super) fn of(words: usize) -> Self {
        Self { words: vec![0; words.next_power_of_two().max(LINE)] }
    }

    pub(super) fn add(&mut self, print: u64) {
        for (word, bit) in self.places(print) {
            self.words[word] |= bit;
        }
    }

    /// Whether a number may have been added; where it says no, it was not.
    pub(super) fn may_hold(&self, print: u64) -> bool {
        self.places(print).iter().all(|&(word, bit)| self.words[word] & bit != 0)
    }

    /// The line is chosen by the upper half of a number, the bits within it by the lower.
    fn places(&self, print: u64) -> [(usize, u64); BITS] {
        let lines = self.words.len() / LINE;
        let line = (print >> 40) as usize & (lines - 1);
        std::array::from_fn(|n| {
            let at = (print >> (9 * n)) as usize & (64 * LINE - 1);
            (line * LINE + at / 64, 1 << (at % 64))
        })
    }
}

//! Which entries hold a word? A set of entry numbers, one bit each.

/// A set of numbers below a fixed length.
#[derive(Clone, Debug)]
pub(super) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set of numbers below `len`.
    pub(super) fn new(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// Adds `count` numbers from `start` on; those past the end are left out.
    pub(super) fn add_run(&mut self, start: usize, count: usize) {
        if count == 1 {
            if start < self.len {
                self.words[start / 64] |= 1 << (start % 64);
            }
            return;
        }
        let end = start.saturating_add(count).min(self.len);
        if start >= end {
            return;
        }
        let (first, last) = (start / 64, (end - 1) / 64);
        let head = !0 << (start % 64);
        let tail = !0 >> (63 - (end - 1) % 64);
        if first == last {
            self.words[first] |= head & tail;
            return;
        }
        self.words[first] |= head;
        self.words[first + 1..last].fill(!0);
        self.words[last] |= tail;
    }

    /// The sixty-four numbers from `64 * block` on, one bit each.
    pub(super) fn block(&self, block: usize) -> u64 {
        self.words.get(block).copied().unwrap_or(0)
    }

    /// The blocks in which some number is.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.words.iter().copied().enumerate().filter(|&(_, word)| word != 0)
    }

    /// Keeps what is in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= theirs;
        }
    }

    /// Adds what is in `other`.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word |= theirs;
        }
    }

    /// How many numbers are in the set.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The numbers in the set, in order.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.blocks().flat_map(|(at, word)| places(word).map(move |low| at * 64 + low))
    }

    /// The numbers that are in at least `least` of `sets`.
    ///
    /// Sixty-four counters are kept side by side in five words, one word for each binary digit.
    pub(super) fn in_at_least(least: usize, sets: &[&Self], len: usize) -> Self {
        let mut out = Self::new(len);
        for (at, found) in out.words.iter_mut().enumerate() {
            let mut digits = [0_u64; 5];
            for set in sets {
                let mut carry = set.words.get(at).copied().unwrap_or(0);
                for digit in &mut digits {
                    (*digit, carry) = (*digit ^ carry, *digit & carry);
                }
            }
            *found = at_least(least, &digits);
        }
        out
    }
}

/// The places of the bits that are set, lowest first.
pub(super) fn places(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let low = word.trailing_zeros() as usize;
        word &= word.wrapping_sub(1);
        (low < 64).then_some(low)
    })
}

/// The lanes whose counter, spread over `digits`, is `least` or more.
fn at_least(least: usize, digits: &[u64; 5]) -> u64 {
    let (mut above, mut equal) = (0, !0_u64);
    for (place, &digit) in digits.iter().enumerate().rev() {
        if least >> place & 1 == 1 {
            equal &= digit;
        } else {
            above |= equal & digit;
            equal &= !digit;
        }
    }
    above | equal
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(len: usize, runs: &[(usize, usize)]) -> Bits {
        let mut bits = Bits::new(len);
        for &(start, count) in runs {
            bits.add_run(start, count);
        }
        bits
    }

    proptest! {
        #[test]
        fn runs_and_counts_agree_with_a_plain_list(
            runs in prop::collection::vec(prop::collection::vec((0_usize..300, 1_usize..150), 0..4), 1..20),
            least in 1_usize..8,
        ) {
            let len = 260;
            let sets: Vec<Bits> = runs.iter().map(|r| set(len, r)).collect();
            let plain: Vec<Vec<bool>> = runs
                .iter()
                .map(|r| (0..len).map(|i| r.iter().any(|&(s, n)| (s..s + n).contains(&i))).collect())
                .collect();
            let borrowed: Vec<&Bits> = sets.iter().collect();
            let found: Vec<usize> = Bits::in_at_least(least, &borrowed, len).iter().collect();
            let expected: Vec<usize> =
                (0..len).filter(|&i| plain.iter().filter(|p| p[i]).count() >= least).collect();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(sets[0].count(), plain[0].iter().filter(|&&b| b).count());
        }
    }
}

//! Is a word a misspelling of another? An automaton that counts slips as the other is read.
//!
//! The slips are a letter too many, too few, wrong, or two neighbours swapped. Each row of bits
//! holds how many letters of the written word may have been used up with so many slips (Wu and
//! Manber 1992); nothing is built per word but a table of letters, so that a query costs no set-up.

/// Most slips ever looked for.
pub(super) const MOST: usize = 2;

/// A written word, ready to be compared.
pub(super) struct Spelling {
    letters: [u64; 256],
    len: usize,
    most: usize,
}

/// How far the comparison has come after some letters of the other word.
#[derive(Clone, Copy)]
pub(super) struct State {
    rows: [u64; MOST + 1],
    swaps: [u64; MOST + 1],
}

impl Spelling {
    /// Compares with `word`, which is shorter than 63 bytes, allowing `most` slips.
    pub(super) fn new(word: &[u8], most: usize) -> Self {
        let word = &word[..word.len().min(62)];
        let mut letters = [0; 256];
        for (at, &letter) in word.iter().enumerate() {
            letters[usize::from(letter)] |= 1 << at;
        }
        Self { letters, len: word.len(), most: most.min(MOST) }
    }

    /// Before the first letter.
    pub(super) fn start(&self) -> State {
        let mut rows = [1; MOST + 1];
        for slips in 1..=MOST {
            rows[slips] = rows[slips - 1] | rows[slips - 1] << 1;
        }
        State { rows, swaps: [0; MOST + 1] }
    }

    /// After one more letter of the other word.
    pub(super) fn step(&self, from: &State, letter: u8) -> State {
        let here = self.letters[usize::from(letter)];
        let mut to = State { rows: [(from.rows[0] & here) << 1, 0, 0], swaps: [0; MOST + 1] };
        for slips in 1..=self.most {
            let fewer = from.rows[slips - 1];
            to.rows[slips] = (from.rows[slips] & here) << 1
                | fewer
                | fewer << 1
                | to.rows[slips - 1] << 1
                | (from.swaps[slips] & here) << 2;
            to.swaps[slips] = fewer & here >> 1;
        }
        to
    }

    /// Whether some longer word can still match.
    pub(super) fn alive(&self, state: &State) -> bool {
        let within = (1_u64 << (self.len + 1)) - 1;
        (state.rows[self.most] | state.swaps[self.most]) & within != 0
    }

    /// The slips between the two whole words, if few enough.
    pub(super) fn slips(&self, state: &State) -> Option<usize> {
        (0..=self.most).find(|&slips| state.rows[slips] >> self.len & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slips(a: &str, b: &str) -> Option<usize> {
        let spelling = Spelling::new(a.as_bytes(), MOST);
        let mut state = spelling.start();
        for &letter in b.as_bytes() {
            state = spelling.step(&state, letter);
        }
        spelling.slips(&state)
    }

    proptest! {
        #[test]
        fn slips_agree_with_the_textbook(a in "[abc]{0,7}", b in "[abc]{0,7}") {
            let distance = strsim::osa_distance(&a, &b);
            prop_assert_eq!(slips(&a, &b), (distance <= MOST).then_some(distance));
        }
    }

    #[test]
    fn coders_slips_are_few() {
        assert_eq!(slips("pnuemonia", "pneumonia"), Some(1));
        assert_eq!(slips("diahrea", "diarrhea"), Some(2));
        assert_eq!(slips("asthma", "anemia"), None);
    }
}

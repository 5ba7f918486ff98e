//! Which tokens of the note may stand for a word?

use super::words::Word;
use medcode_kb::quick::QuickMap;
use medcode_note::Document;
use std::sync::Arc;

/// The tokens of every word that a note may hold.
pub(super) struct Stand {
    /// The number of every word.
    words: QuickMap<Box<str>, u32>,
    /// Where the tokens of each word begin in `at`, and where the last ones end.
    starts: Vec<u32>,
    at: Vec<(u32, bool)>,
}

impl Stand {
    pub(super) fn of(doc: &Document<'_>, spellings: &[Arc<Word>]) -> Self {
        let mut words: QuickMap<Box<str>, u32> = QuickMap::default();
        let forms: Vec<Vec<(u32, bool)>> = spellings
            .iter()
            .map(|word| {
                let number = |text: &str| match words.get(text) {
                    Some(&number) => number,
                    None => {
                        let next = words.len() as u32;
                        words.insert(text.into(), next);
                        next
                    }
                };
                word.forms
                    .iter()
                    .map(|f| f.word.as_ref())
                    .map(number)
                    .zip(word.forms.iter().map(|f| f.bound))
                    .collect()
            })
            .collect();
        let mut starts = vec![0u32; words.len() + 1];
        let of = |spelling: u32| forms[spelling as usize].iter();
        doc.tokens().iter().flat_map(|t| of(t.spelling)).for_each(|(n, _)| starts[*n as usize + 1] += 1);
        (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);
        let mut next = starts.clone();
        let mut at = vec![(0, false); starts.last().map_or(0, |&n| n as usize)];
        for (token, place) in doc.tokens().iter().zip(0u32..) {
            for &(number, bound) in of(token.spelling) {
                let next = &mut next[number as usize];
                at[*next as usize] = (place, bound);
                *next += 1;
            }
        }
        Self { words, starts, at }
    }

    /// The tokens that may stand for a word.
    pub(super) fn of_word(&self, word: &str) -> &[(u32, bool)] {
        let Some(&number) = self.words.get(word) else { return &[] };
        let number = number as usize;
        &self.at[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

//! Where does each word of the note stand? So that a guideline can ask for words in no
//! time, without reading the note again.

use medcode_kb::words::WordMap;
use medcode_note::{Document, Gap, Token};
use std::ops::Range;

/// The places of every folded word of a note.
pub(crate) struct Places<'a> {
    doc: &'a Document<'a>,
    /// The number of every word.
    words: WordMap<u32>,
    /// Where the places of each word begin in `at`, and where the last ones end.
    starts: Vec<u32>,
    at: Vec<u32>,
}

impl<'a> Places<'a> {
    pub(crate) fn of(doc: &'a Document<'a>) -> Self {
        let spellings = doc.spellings();
        let mut words: WordMap<u32> = WordMap::with_capacity(spellings.len());
        let number: Vec<u32> = spellings
            .iter()
            .map(|s| {
                let next = words.len() as u32;
                *words.get_packed_or_make(s.packed, &s.folded, || next)
            })
            .collect();
        let word = |token: &Token| number[token.spelling as usize] as usize;
        let mut starts = vec![0u32; words.len() + 1];
        doc.tokens().iter().for_each(|t| starts[word(t) + 1] += 1);
        (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);
        let mut next = starts.clone();
        let mut at = vec![0u32; doc.tokens().len()];
        for (token, place) in doc.tokens().iter().zip(0u32..) {
            let next = &mut next[word(token)];
            at[*next as usize] = place;
            *next += 1;
        }
        Self { doc, words, starts, at }
    }

    /// The tokens that hold a folded word.
    pub(crate) fn word(&self, word: &str) -> &[u32] {
        // Most words that are asked for do not.
        if !self.doc.may_hold(word) {
            return &[];
        }
        let Some(&number) = self.words.get(word) else { return &[] };
        let number = number as usize;
        &self.at[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// Where the folded words of a phrase stand one after the other in one statement.
    pub(crate) fn phrase(&self, phrase: &str) -> Vec<Range<usize>> {
        debug_assert!(
            phrase.split(' ').all(|w| medcode_kb::text::normal::fold(w) == w),
            "{phrase}: a phrase is looked up by its folded words"
        );
        // Byte by byte: the first word is soon at its end.
        let end = phrase.bytes().position(|b| b == b' ').unwrap_or(phrase.len());
        let (first, rest) = phrase.split_at(end);
        let starts = self.word(first);
        // Most phrases that are asked for do not even begin in a note.
        if starts.is_empty() {
            return Vec::new();
        }
        let rest = || rest.split(' ').filter(|w| !w.is_empty());
        let stands = |&start: &usize| {
            rest().zip(start + 1..).all(|(word, t)| {
                self.doc.folded(t) == word
                    && !self.doc.gap(t).has(Gap::SEMICOLON.with(Gap::BLANK_LINE))
                    // "E. coli": the stop of a letter ends no statement.
                    && (!self.doc.gap(t).has(Gap::STOP) || self.doc.folded(t - 1).len() == 1)
            })
        };
        let starts = starts.iter().map(|&t| t as usize).filter(stands);
        starts.map(|start| start..start + 1 + rest().count()).collect()
    }

    /// Where any of several phrases stands, in the order of the note.
    pub(crate) fn any(&self, phrases: &[&str]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        phrases.iter().for_each(|p| found.extend(self.phrase(p)));
        found.sort_unstable_by_key(|r| (r.start, r.end));
        found
    }
}

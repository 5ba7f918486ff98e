//! Where does each word of the note stand? So that a guideline can ask for words in no
//! time, without reading the note again.

use medcode_note::Document;
use medcode_note::Gap;
use std::collections::HashMap;
use std::ops::Range;

/// The places of every folded word of a note.
pub(crate) struct Places<'a> {
    doc: &'a Document<'a>,
    at: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Places<'a> {
    pub(crate) fn of(doc: &'a Document<'a>) -> Self {
        let mut at: HashMap<&str, Vec<u32>> = HashMap::new();
        for token in 0..doc.tokens().len() {
            at.entry(doc.folded(token)).or_default().push(token as u32);
        }
        Self { doc, at }
    }

    /// The tokens that hold a folded word.
    pub(crate) fn word(&self, word: &str) -> &[u32] {
        self.at.get(word).map_or(&[], Vec::as_slice)
    }

    /// Where the folded words of a phrase stand one after the other in one statement.
    pub(crate) fn phrase(&self, phrase: &str) -> Vec<Range<usize>> {
        debug_assert!(
            phrase.split(' ').all(|w| medcode_kb::text::normal::fold(w) == w),
            "{phrase}: a phrase is looked up by its folded words"
        );
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let starts = self.word(first);
        // Most phrases that are asked for do not even begin in a note.
        if starts.is_empty() {
            return Vec::new();
        }
        let rest: Vec<&str> = rest.split(' ').filter(|w| !w.is_empty()).collect();
        let stands = |&start: &usize| {
            rest.iter().zip(start + 1..).all(|(word, t)| {
                self.doc.folded(t) == *word
                    && !self.doc.gap(t).has(Gap::SEMICOLON.with(Gap::BLANK_LINE))
                    // "E. coli": the stop of a letter ends no statement.
                    && (!self.doc.gap(t).has(Gap::STOP) || self.doc.folded(t - 1).len() == 1)
            })
        };
        starts
            .iter()
            .map(|&t| t as usize)
            .filter(stands)
            .map(|start| start..start + 1 + rest.len())
            .collect()
    }

    /// Where any of several phrases stands, in the order of the note.
    pub(crate) fn any(&self, phrases: &[&str]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = phrases.iter().flat_map(|p| self.phrase(p)).collect();
        found.sort_unstable_by_key(|r| (r.start, r.end));
        found
    }
}

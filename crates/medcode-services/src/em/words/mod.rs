//! The words that the level of a visit is read from, and where they stand in a note.
//!
//! One pass over the tokens: each distinct spelling of the note is looked up once, and only
//! where two words begin a phrase are phrases compared, by the numbers of their words.

mod drugs;
mod natures;
mod tag;
mod tests;

pub(crate) use drugs::DrugKind;
pub(crate) use natures::Nature;
pub(crate) use tag::Tag;
pub(crate) use tests::Test;

use medcode_kb::quick::QuickMap;
use medcode_kb::text::normal;
use medcode_kb::words::WordMap;
use medcode_note::{Document, Gap, Spelling};

/// The tables of words.
pub(crate) struct Words {
    /// The number of every word of a phrase.
    numbers: WordMap<u32>,
    /// Phrases of several words by the first two, the longest first.
    phrases: QuickMap<(u32, u32), Vec<Phrase>>,
    /// Those of one word, by its number.
    alone: Vec<Vec<Phrase>>,
    /// Whether a word, by its number, begins a phrase.
    begins: Vec<bool>,
    pub(crate) tests: Vec<Test>,
    natures: natures::Natures,
}

/// No word of a phrase.
const NONE: u32 = u32::MAX;

/// A phrase: the words after its first, and what it says. One that says several things stands
/// several times.
struct Phrase {
    rest: Box<[u32]>,
    tag: Tag,
    number: u16,
}

/// A phrase in the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Its first token.
    pub(crate) first: u32,
    /// One past its last.
    pub(crate) end: u32,
    pub(crate) tag: Tag,
    /// The number of the test, or the kind of drug.
    pub(crate) number: u16,
}

impl Words {
    pub(crate) fn read() -> Self {
        let mut out = Self {
            numbers: WordMap::default(),
            phrases: QuickMap::default(),
            alone: Vec::new(),
            begins: Vec::new(),
            tests: Vec::new(),
            natures: natures::Natures::read(include_str!("../../../data/em/problems.tsv")),
        };
        for row in rows(include_str!("../../../data/em/cues.tsv"), "tag") {
            let (Some(tag), Some(phrases)) = (Tag::parse(row[0]), row.get(1)) else { continue };
            for phrase in phrases.split('|') {
                out.add(phrase, tag, 0);
            }
        }
        tests::read(&mut out);
        drugs::read(&mut out);
        for filed in out.phrases.values_mut() {
            filed.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        out
    }

    /// The nature of the problem that a diagnosis code stands for.
    pub(crate) fn nature(&self, compact: &str) -> Nature {
        self.natures.of(compact)
    }

    fn add(&mut self, phrase: &str, tag: Tag, number: u16) {
        let words = self.numbers_of(phrase);
        self.file(&words, tag, number);
    }

    /// The numbers of the words of a phrase, each made known if it was not.
    fn numbers_of(&mut self, phrase: &str) -> Vec<u32> {
        let words = normal::words(phrase).into_iter();
        words
            .map(|word| {
                let next = self.numbers.len() as u32;
                *self.numbers.get_or_make(&word, || next)
            })
            .collect()
    }

    fn file(&mut self, words: &[u32], tag: Tag, number: u16) {
        let Some((&first, rest)) = words.split_first() else { return };
        self.begins.resize(self.begins.len().max(first as usize + 1), false);
        self.begins[first as usize] = true;
        let phrase = Phrase { rest: rest.into(), tag, number };
        let filed = match rest.first() {
            Some(&second) => self.phrases.entry((first, second)).or_default(),
            None => {
                let known = self.alone.len().max(first as usize + 1);
                self.alone.resize_with(known, Vec::new);
                &mut self.alone[first as usize]
            }
        };
        filed.push(phrase);
    }

    /// Every phrase of a note, in order; of those that begin at a word the longest stands, and
    /// for each tag that it does not have the longest that has it.
    pub(crate) fn find(&self, doc: &Document<'_>) -> Vec<Cue> {
        let number =
            |s: &Spelling| self.numbers.get_packed(s.packed, &s.folded).copied().unwrap_or(NONE);
        let spelled: Vec<u32> = doc.spellings().iter().map(number).collect();
        let words: Vec<u32> = doc.tokens().iter().map(|t| spelled[t.spelling as usize]).collect();
        let mut out = Vec::with_capacity(words.len() / 2);
        for (at, &first) in words.iter().enumerate() {
            if !self.begins.get(first as usize).is_some_and(|begins| *begins) {
                continue;
            }
            let second = words.get(at + 1).copied().unwrap_or(NONE);
            let longer = Some((first, second)).filter(|_| second != NONE);
            let longer = longer.and_then(|two| self.phrases.get(&two)).map_or(&[][..], Vec::as_slice);
            let alone = self.alone.get(first as usize).map_or(&[][..], Vec::as_slice);
            let phrases = longer.iter().filter(|p| stands(doc, &words, at, &p.rest));
            let begin = out.len();
            let mut shielded = false;
            for &Phrase { ref rest, tag, number } in phrases.chain(alone) {
                let end = (at + 1 + rest.len()) as u32;
                shielded |= tag == Tag::None;
                if !shielded && !out[begin..].iter().any(|c: &Cue| c.tag == tag) {
                    out.push(Cue { first: at as u32, end, tag, number });
                }
            }
        }
        out
    }
}

/// Whether the words after a token are these, without a sentence ending between.
fn stands(doc: &Document<'_>, words: &[u32], at: usize, rest: &[u32]) -> bool {
    let broken = Gap::STOP.with(Gap::BLANK_LINE).with(Gap::SEMICOLON).with(Gap::BULLET);
    words.get(at + 1..at + 1 + rest.len()).is_some_and(|here| here == rest)
        && (at + 1..at + 1 + rest.len()).all(|token| !doc.gap(token).has(broken))
}

/// The rows of a table: `#` opens a comment, the row that begins with `heading` is none.
fn rows(table: &'static str, heading: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|l| l.split('\t').collect::<Vec<_>>()).filter(move |row| row[0] != heading)
}

#[cfg(test)]
mod table_tests {
    use super::*;

    #[test]
    fn every_row_of_cues_has_a_tag_and_phrases() {
        for row in rows(include_str!("../../../data/em/cues.tsv"), "tag") {
            assert!(Tag::parse(row[0]).is_some(), "unknown tag {}", row[0]);
            assert_eq!(row.len(), 2, "{}", row[0]);
        }
    }

    #[test]
    fn the_longest_phrase_stands_and_a_shield_hides_what_looks_like_one() {
        let words = Words::read();
        let doc = Document::read("HTN not well controlled. New patient portal explained.");
        let tags: Vec<Tag> = words.find(&doc).iter().map(|c| c.tag).collect();
        assert!(tags.contains(&Tag::Worse));
        assert!(!tags.contains(&Tag::New));
    }
}

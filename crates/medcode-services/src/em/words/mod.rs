//! The words that the level of a visit is read from, and where they stand in a note.
//!
//! One pass over the tokens: each distinct spelling of the note is looked up once, and only
//! where it begins a phrase are phrases compared.

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
use medcode_note::{Document, Gap};

/// The tables of words.
pub(crate) struct Words {
    /// Phrases by their first word, the longest first.
    phrases: QuickMap<Box<str>, Vec<Phrase>>,
    pub(crate) tests: Vec<Test>,
    natures: natures::Natures,
}

/// A phrase: the words after its first, and all it says.
struct Phrase {
    rest: Box<[Box<str>]>,
    says: Vec<(Tag, u16)>,
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
            phrases: QuickMap::default(),
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
        let mut words = normal::words(phrase).into_iter().map(String::into_boxed_str);
        let Some(first) = words.next() else { return };
        let rest: Box<[Box<str>]> = words.collect();
        let filed = self.phrases.entry(first).or_default();
        let say = (tag, number);
        match filed.iter_mut().find(|p| p.rest == rest) {
            Some(phrase) if !phrase.says.iter().any(|s| s.0 == tag) => phrase.says.push(say),
            Some(_) => {}
            None => filed.push(Phrase { rest, says: vec![say] }),
        }
    }

    /// Every phrase of a note, in order; of those that begin at a word the longest stands, and
    /// for each tag that it does not have the longest that has it.
    pub(crate) fn find(&self, doc: &Document<'_>) -> Vec<Cue> {
        let filed: Vec<Option<&[Phrase]>> =
            doc.spellings().iter().map(|s| self.phrases.get(&*s.folded).map(Vec::as_slice)).collect();
        let mut out = Vec::with_capacity(doc.tokens().len() / 2);
        for (at, token) in doc.tokens().iter().enumerate() {
            let Some(phrases) = filed[token.spelling as usize] else { continue };
            let mut shielded = false;
            let begin = out.len();
            for phrase in phrases.iter().filter(|p| stands(doc, at, &p.rest)) {
                let end = (at + 1 + phrase.rest.len()) as u32;
                for &(tag, number) in &phrase.says {
                    shielded |= tag == Tag::None;
                    if !shielded && !out[begin..].iter().any(|c: &Cue| c.tag == tag) {
                        out.push(Cue { first: at as u32, end, tag, number });
                    }
                }
            }
        }
        out
    }
}

/// Whether the words after a token are these, without a sentence ending between.
fn stands(doc: &Document<'_>, at: usize, rest: &[Box<str>]) -> bool {
    let broken = Gap::STOP.with(Gap::BLANK_LINE).with(Gap::SEMICOLON).with(Gap::BULLET);
    rest.iter().enumerate().all(|(n, word)| {
        let token = at + n + 1;
        doc.folded(token) == &**word && !doc.gap(token).has(broken)
    })
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

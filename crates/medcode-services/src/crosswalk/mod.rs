//! The open crosswalk: our own words for a service, and the number it is billed by.
//!
//! The tables stand under `crosswalk/` at the root of the project; `crosswalk/README.md` tells
//! their columns. CPT numbers only, never the AMA's descriptors.

mod phrase;
#[cfg(test)]
mod proof;
mod row;
mod when;
mod words;

use medcode_kb::quick::QuickMap;
use medcode_model::{Code, Date};
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use phrase::Phrase;
pub use row::{Bill, Row};
pub(crate) use when::{Condition, Scope, Test};
pub(crate) use words::Words;

/// Name and text of each table under `crosswalk/`, in order.
const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/crosswalk_files.rs"));

/// Tables of words that mean the same in a service's name.
const WORDS: &str = "words";

/// Tables of words that belong to a class: regions of the skin, words for what was done.
const CLASSES: &str = "class";

/// The table of words that say what became of a service.
const CUES: &str = "cues";

/// The label of a number in force on a day, in our own words. Reads the lines alone: a look-up needs
/// no phrases.
#[must_use]
pub fn label(code: &Code, day: Date) -> Option<&'static str> {
    static FILED: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(by_number);
    let number = code.compact();
    FILED.get(number)?.iter().find_map(|line| row::label(line, number, day))
}

/// The lines of the tables, by the number they begin with.
fn by_number() -> HashMap<&'static str, Vec<&'static str>> {
    let mut filed: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in services().flat_map(|(_, text)| lines(text)) {
        let number = line.split('\t').next().unwrap_or_default();
        filed.entry(number).or_default().push(line);
    }
    filed
}

/// Every row of the crosswalk and the phrases that lead to it.
pub struct Crosswalk {
    pub(crate) words: Words,
    pub(crate) cues: Words,
    rows: Vec<Row>,
    /// The rows of each number.
    numbered: QuickMap<Box<str>, Vec<u32>>,
    phrases: Vec<Phrase>,
    /// The phrases filed under each word, by the word's number.
    filed: Vec<Vec<u32>>,
}

impl Crosswalk {
    /// Reads the tables. A row that cannot be read is left out; a test names it.
    #[must_use]
    pub fn read() -> Self {
        let mut words = read_words();
        let mut rows: Vec<Row> = Vec::new();
        let mut numbered: QuickMap<Box<str>, Vec<u32>> = QuickMap::default();
        let mut phrases = phrase::Filed::default();
        for (_, text) in services() {
            let mut terms = "";
            for line in lines(text) {
                let Ok(read) = row::read(line, &mut words) else { continue };
                terms = if read.terms == "^" { terms } else { read.terms };
                phrase::file(terms, rows.len() as u32, read.row.family, &mut words, &mut phrases);
                numbered.entry(read.row.code.compact().into()).or_default().push(rows.len() as u32);
                rows.push(read.row);
            }
        }
        let mut phrases = phrases.phrases;
        mark_bases(&rows, &mut phrases);
        let mut filed = vec![Vec::new(); words.len()];
        for (n, phrase) in phrases.iter().enumerate() {
            filed[usize::from(phrase.anchor())].push(n as u32);
        }
        Self { words, cues: read_cues(), rows, numbered, phrases, filed }
    }

    /// Every row.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a number in a family.
    pub(crate) fn number(&self, number: &str) -> Option<&Row> {
        self.of_number(number).next()
    }

    /// Every row of a number.
    pub(crate) fn of_number(&self, number: &str) -> impl Iterator<Item = &Row> {
        let numbered = self.numbered.get(number).map_or(&[][..], Vec::as_slice);
        numbered.iter().map(|&row| &self.rows[row as usize])
    }

    pub(crate) fn row(&self, row: u32) -> &Row {
        &self.rows[row as usize]
    }

    pub(crate) fn phrase(&self, phrase: u32) -> &Phrase {
        &self.phrases[phrase as usize]
    }

    /// The phrases whose first word is this one.
    pub(crate) fn filed_under(&self, word: u16) -> &[u32] {
        self.filed.get(usize::from(word)).map_or(&[], Vec::as_slice)
    }
}

/// Marks the phrases that hold the words of a base of their family: `egd biopsy` names the EGD too.
fn mark_bases(rows: &[Row], phrases: &mut [Phrase]) {
    let of_base = |p: &&Phrase| p.rows.iter().any(|&r| rows[r as usize].base);
    let bases: Vec<(&str, Vec<u16>)> =
        phrases.iter().filter(of_base).map(|p| (p.family, p.words.clone())).collect();
    for phrase in phrases {
        let holds = |words: &[u16]| words.iter().all(|w| phrase.words.contains(w));
        phrase.act = phrase.rows.iter().all(|&r| rows[r as usize].bill == Bill::Act);
        phrase.base = bases.iter().any(|(family, words)| *family == phrase.family && holds(words));
    }
}

/// The words of every table that holds words.
fn read_words() -> Words {
    let mut words = Words::new();
    for (_, text) in ALL.iter().filter(|(name, _)| name.starts_with(WORDS)) {
        words.read(text);
    }
    for (_, text) in ALL.iter().filter(|(name, _)| name.starts_with(CLASSES)) {
        words.read_classes(text);
    }
    words
}

/// The words that say what became of a service.
fn read_cues() -> Words {
    let mut words = Words::new();
    for (_, text) in ALL.iter().filter(|(name, _)| *name == CUES) {
        words.read(text);
    }
    words
}

/// The tables that hold services.
fn services() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let words = |name: &str| name.starts_with(WORDS) || name.starts_with(CLASSES) || name == CUES;
    ALL.iter().filter(move |(name, _)| !words(name))
}

/// The lines of a table that are rows: `#` opens a comment, the first row is the heading.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#') && !l.starts_with("number\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        let mut words = read_words();
        for (name, text) in services() {
            for line in lines(text) {
                if let Err(why) = row::read(line, &mut words) {
                    panic!("crosswalk/{name}.tsv: {why}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_number_with_its_conditions_stands_once() {
        let all = Crosswalk::read();
        for (n, a) in all.rows.iter().enumerate() {
            let twin = all.rows[..n].iter().find(|b| {
                let same = a.code == b.code && a.family == b.family && a.bill == b.bill;
                same && a.when == b.when && a.from == b.from
            });
            assert!(twin.is_none(), "{} of {} stands twice under the same conditions", a.code, a.family);
        }
    }
}

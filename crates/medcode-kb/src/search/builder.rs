//! How does a release's text become a search index?

use super::quick::Quick;
use super::vocabulary::OPTIONAL;
use super::{LONGEST_WORD, column, postings, query::is_stop_word, vocabulary, weight};
use crate::text::normal;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;

/// What a searched text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum EntryKind {
    /// The full title of a code.
    Title = 0,
    /// The short title of a code.
    Short = 1,
    /// An inclusion term.
    Inclusion = 2,
    /// A path through the Alphabetic Index.
    IndexPath = 3,
    /// A row of the Table of Neoplasms or the Table of Drugs and Chemicals.
    TableRow = 4,
    /// A definition.
    Definition = 5,
}

impl EntryKind {
    /// The kind with this number; a number never written reads as a title.
    pub(super) const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Short,
            2 => Self::Inclusion,
            3 => Self::IndexPath,
            4 => Self::TableRow,
            5 => Self::Definition,
            _ => Self::Title,
        }
    }
}

/// The prior of an entry that is neither preferred nor put back.
pub const NEUTRAL_PRIOR: u8 = 8;

/// One searchable text.
///
/// Feed entries in the publisher's order, all titles, then all inclusion terms, then the Index in
/// the order of its tree: neighbours that share words cost next to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The row that a hit answers with; several entries may share it.
    pub doc: u32,
    /// The node or note the text is from, given back with the hit; 0 where there is none.
    pub source: u32,
    /// What the text is.
    pub kind: EntryKind,
    /// How much the code is to be preferred among equals, 0 to 15; [`NEUTRAL_PRIOR`] is neutral.
    pub prior: u8,
    /// The text. Its words are expected of a query that means this entry.
    pub text: &'a str,
    /// Words that may be in a query or not, such as nonessential modifiers.
    pub also: &'a str,
}

/// The sections of a search index, each with its name in the release's file.
pub type Sections = Vec<(&'static str, Vec<u8>)>;

/// Marks a fold that leaves no word to index.
const NO_WORD: u32 = u32::MAX;

/// Gathers entries and writes the index.
#[derive(Debug, Default)]
pub struct SearchBuilder {
    /// Raw word to number: folding is slow and the same words come again and again.
    folds: HashMap<String, u32, Quick>,
    numbers: HashMap<String, u32, Quick>,
    words: Vec<String>,
    /// For each word the entries that expect it, and those in which it may be left out.
    lists: Vec<Vec<u32>>,
    optional: Vec<Vec<u32>>,
    docs: Vec<u32>,
    sources: Vec<u32>,
    kinds: Vec<u8>,
    /// The expected words of all entries, end to end, and where those of each entry end.
    expected: Vec<u32>,
    ends: Vec<u32>,
}

impl SearchBuilder {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one text.
    pub fn add(&mut self, entry: Entry<'_>) {
        let id = self.docs.len() as u32;
        self.docs.push(entry.doc);
        self.sources.push(entry.source);
        self.kinds.push(entry.kind as u8 | entry.prior.min(15) << 4);
        let begin = self.expected.len();
        for token in normal::tokens(entry.text) {
            let word = self.number(token.raw);
            if word != NO_WORD && post(&mut self.lists[word as usize], id) && self.tells(word, begin) {
                self.expected.push(word);
            }
        }
        self.ends.push(self.expected.len() as u32);
        for token in normal::tokens(entry.also) {
            let word = self.number(token.raw);
            if word != NO_WORD && self.lists[word as usize].last() != Some(&id) {
                post(&mut self.optional[word as usize], id);
            }
        }
    }

    /// Writes the index.
    #[must_use]
    pub fn finish(self) -> Sections {
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| self.words[a as usize].cmp(&self.words[b as usize]));
        let mut vocabulary = vocabulary::Writer::default();
        let mut lists = Vec::new();
        let mut count = 0;
        for &word in &order {
            let mut spelled = self.words[word as usize].clone().into_bytes();
            for list in [&self.lists[word as usize], &self.optional[word as usize]] {
                if !list.is_empty() {
                    let before = lists.len();
                    postings::write(list, &mut lists);
                    vocabulary.add(&spelled, lists.len() - before);
                    count += 1;
                }
                spelled.push(OPTIONAL);
            }
        }
        let head = [super::view::FORMAT, self.docs.len() as u32, count, 0];
        vec![
            ("search.head", head.iter().flat_map(|n| n.to_le_bytes()).collect()),
            ("search.words", vocabulary.words),
            ("search.blocks", vocabulary.blocks),
            ("search.postings", lists),
            ("search.weights", self.weights()),
            ("search.docs", column::write(&self.docs)),
            ("search.sources", column::write(&self.sources)),
            ("search.kinds", self.kinds),
        ]
    }

    /// The number of the word that `raw` folds to.
    fn number(&mut self, raw: &str) -> u32 {
        if let Some(&number) = self.folds.get(raw) {
            return number;
        }
        let word = cut(normal::fold(raw));
        let number = if word.is_empty() || is_stop_word(&word) {
            NO_WORD
        } else if let Some(&number) = self.numbers.get(&word) {
            number
        } else {
            let number = self.words.len() as u32;
            self.numbers.insert(word.clone(), number);
            self.words.push(word);
            self.lists.push(Vec::new());
            self.optional.push(Vec::new());
            number
        };
        self.folds.insert(raw.to_owned(), number);
        number
    }

    /// Whether `word` adds to the words expected from `begin` on: another form of one of them
    /// does not ("Hypertension, hypertensive"), nor does "unspecified".
    fn tells(&self, word: u32, begin: usize) -> bool {
        let word = self.words[word as usize].as_str();
        let others = self.expected[begin..].iter().map(|&other| self.words[other as usize].as_str());
        !tells_nothing(word) && others.into_iter().all(|other| !same_stem(word, other))
    }

    /// What the expected words of each entry tell together.
    fn weights(&self) -> Vec<u8> {
        let told: Vec<u32> = {
            let both = self.lists.iter().zip(&self.optional);
            both.map(|(list, also)| weight::information(self.docs.len(), list.len() + also.len()))
                .collect()
        };
        let mut begin = 0;
        let mut out = Vec::with_capacity(self.ends.len());
        for &end in &self.ends {
            let words = &self.expected[begin..end as usize];
            out.push(weight::to_byte(words.iter().map(|&word| told[word as usize]).sum()));
            begin = end as usize;
        }
        out
    }
}

/// Whether two words are forms of one. Stemming is slow, and forms begin alike.
fn same_stem(a: &str, b: &str) -> bool {
    let begin_alike = a.as_bytes().get(..3) == b.as_bytes().get(..3);
    let stem = |word| Stemmer::create(Algorithm::English).stem(word).into_owned();
    begin_alike && (a == b || stem(a) == stem(b))
}

/// Notes that entry `id` holds a word; false if that was known.
fn post(list: &mut Vec<u32>, id: u32) -> bool {
    let new = list.last() != Some(&id);
    if new {
        list.push(id);
    }
    new
}

/// Words that every query may leave out: "Cholera, unspecified" is just cholera,
/// and "nausea vomiting" is nausea with vomiting.
fn tells_nothing(word: &str) -> bool {
    matches!(word, "unspecified" | "nos" | "nec" | "with")
}

/// A word cut to the longest kept.
pub(super) fn cut(mut word: String) -> String {
    let mut end = word.len().min(LONGEST_WORD);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    word.truncate(end);
    word
}

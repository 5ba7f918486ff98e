//! Which words open a section, and which words decide whether a condition is there?
//!
//! Three tables of the project's own in `lexicon/`, read once into tries over folded words.

use medcode_kb::quick::QuickMap;
use medcode_kb::text::normal;
use medcode_kb::words::{Packed, WordMap};
use std::sync::OnceLock;

use crate::context::class::{Cue, Stop, read_cues, read_stops};
use crate::segment::kind::{HeaderEntry, read_headers};

/// A trie over word numbers; `true` on an edge asks for a slash before the word (`s/p`).
#[derive(Debug)]
pub(crate) struct Trie {
    edges: QuickMap<(u32, u32, bool), u32>,
    /// Entry that ends at a node, one more than its index.
    ends: Vec<u32>,
    /// Node after the first word, by word; 0 for none.
    first: Vec<u32>,
}

impl Trie {
    fn new() -> Self {
        Self { edges: QuickMap::default(), ends: vec![0], first: Vec::new() }
    }

    /// Adds a phrase; the first entry for a phrase stays.
    fn insert(&mut self, words: &[(u32, bool)], entry: usize) {
        let mut node = 0;
        for &(word, slash) in words {
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, word, slash)).or_insert(next);
            if node == next {
                self.ends.push(0);
            }
        }
        if self.ends[node as usize] == 0 {
            self.ends[node as usize] = entry as u32 + 1;
        }
    }

    /// Fills the table of first words, so that most tokens cost one look-up.
    fn index(&mut self, words: usize) {
        self.first = vec![0; words];
        for (&(node, word, _), &next) in &self.edges {
            if node == 0 {
                self.first[word as usize] = next;
            }
        }
    }

    /// The node after a first word.
    pub(crate) fn start(&self, word: u32) -> Option<u32> {
        self.first.get(word as usize).copied().filter(|&n| n != 0)
    }

    /// The node after one more word.
    pub(crate) fn step(&self, node: u32, word: u32, slash: bool) -> Option<u32> {
        self.edges.get(&(node, word, slash)).copied()
    }

    /// The entry that ends here.
    pub(crate) fn entry(&self, node: u32) -> Option<usize> {
        let end = self.ends[node as usize];
        (end > 0).then(|| end as usize - 1)
    }
}

/// Headers, cues and terminators.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: WordMap<u32>,
    pub(crate) headers: Trie,
    pub(crate) header_entries: Vec<HeaderEntry>,
    pub(crate) cues: Trie,
    pub(crate) cue_entries: Vec<Cue>,
    pub(crate) stops: Trie,
    pub(crate) stop_entries: Vec<Stop>,
}

impl Lexicon {
    /// The number of a word that no table holds.
    pub(crate) const UNKNOWN: u32 = u32::MAX;

    /// The tables, read on first use.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let table = |name| medcode_lexicon::table(name).unwrap_or_default();
        let mut words = WordMap::default();
        let mut tries = [Trie::new(), Trie::new(), Trie::new()];
        let header_entries = read_headers(table("sections"));
        let cue_entries = read_cues(table("cues"));
        let stop_entries = read_stops(table("terminators"));
        for (at, entry) in header_entries.iter().enumerate() {
            // A header is the same whether written with "and", "&" or "/".
            let phrase: Vec<_> = numbers(&entry.text, &mut words)
                .into_iter()
                .filter(|&(word, _)| words.get("and") != Some(&word))
                .map(|(word, _)| (word, false))
                .collect();
            tries[0].insert(&phrase, at);
        }
        for (at, entry) in cue_entries.iter().enumerate() {
            tries[1].insert(&numbers(&entry.text, &mut words), at);
        }
        for (at, entry) in stop_entries.iter().enumerate() {
            tries[2].insert(&numbers(&entry.text, &mut words), at);
        }
        for trie in &mut tries {
            trie.index(words.len());
        }
        let [headers, cues, stops] = tries;
        Self { words, headers, header_entries, cues, cue_entries, stops, stop_entries }
    }

    /// The number of a folded word, or [`Self::UNKNOWN`].
    pub(crate) fn word(&self, packed: Packed, folded: &str) -> u32 {
        self.words.get_packed(packed, folded).copied().unwrap_or(Self::UNKNOWN)
    }
}

/// The numbers of the words of a phrase, each with whether a slash stands before it.
fn numbers(text: &str, words: &mut WordMap<u32>) -> Vec<(u32, bool)> {
    let mut end = 0;
    let mut out = Vec::new();
    for token in normal::tokens(text) {
        let slash = text[end..token.start].contains('/');
        let next = words.len() as u32;
        let number = *words.get_or_make(&normal::fold(token.raw), || next);
        out.push((number, slash && !out.is_empty()));
        end = token.end;
    }
    out
}

/// The rows of a table: tab-separated, `#` opens a comment line.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

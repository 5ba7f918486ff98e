//! Which entries may each word of a query mean in this release, and by what reading?

use super::bits::Bits;
use super::query::{Expansion, ParsedQuery};
use super::spelling::Spelling;
use super::view::SearchView;
use super::weight::information;
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;

/// What an unknown word is taken to tell: about as much as a word in a thousand.
const UNKNOWN: u32 = 10 * 16;
/// Most words that a misspelling is read as.
const MOST_SPELLINGS: usize = 6;
/// Most other forms of one word.
const MOST_FORMS: usize = 6;

/// Why a word of a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyMatched {
    /// The word itself.
    Exact,
    /// A word that begins with it.
    Prefix,
    /// Another form of the word: `diabetic` for `diabetes`.
    Form(String),
    /// A word that it may be a misspelling of, or is when joined or parted.
    Spelling(String),
    /// What an abbreviation or synonym stands for.
    Synonym(String),
}

/// How far to look for what a word may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// Misspellings and prefixes of a word only if it is not itself in the vocabulary.
    Usual,
    /// All that can be found, because the usual left words without a common entry.
    Wide,
}

/// One reading of one or more words.
pub(super) struct Reading {
    pub(super) set: Bits,
    /// What a match tells, for each word of the query that it covers.
    pub(super) worth: u32,
    /// How sure the reading is, up to 1.
    pub(super) quality: f32,
    why: WhyMatched,
}

/// One word of the query: its readings, surest first.
#[derive(Default)]
pub(super) struct Group {
    pub(super) readings: Vec<usize>,
    pub(super) any: Option<Bits>,
    /// What matching this word counts for.
    pub(super) worth: u32,
}

/// A query as this release understands it.
pub(super) struct Resolved {
    pub(super) readings: Vec<Reading>,
    pub(super) groups: Vec<Group>,
    /// Whether looking further could find more.
    pub(super) could_widen: bool,
    words: Vec<String>,
}

impl Resolved {
    /// Why each word matched an entry.
    pub(super) fn why(&self, entry: usize) -> Vec<(String, WhyMatched)> {
        let mut out = Vec::new();
        for (group, word) in self.groups.iter().zip(&self.words) {
            let found = group.readings.iter().find(|&&r| self.readings[r].set.has(entry));
            if let Some(&reading) = found {
                out.push((word.clone(), self.readings[reading].why.clone()));
            }
        }
        out
    }

    fn add(&mut self, groups: Range<usize>, reading: Reading) {
        let at = self.readings.len();
        for group in &mut self.groups[groups] {
            group.readings.push(at);
        }
        self.readings.push(reading);
    }

    /// Orders the readings of each word and joins their entries.
    fn settle(&mut self, entries: usize) {
        for group in &mut self.groups {
            let readings = &self.readings;
            group.readings.sort_by(|&a, &b| readings[b].quality.total_cmp(&readings[a].quality));
            let worth = group.readings.iter().map(|&r| readings[r].worth).max();
            group.worth = worth.unwrap_or(UNKNOWN);
            let mut any = Bits::new(entries);
            for &reading in &group.readings {
                any.add(&readings[reading].set);
            }
            group.any = (!group.readings.is_empty()).then_some(any);
        }
    }
}

/// Reads each word of a query in the words of a release.
pub(super) fn resolve(view: &SearchView<'_>, query: &ParsedQuery, effort: Effort) -> Resolved {
    let mut resolved = Resolved {
        readings: Vec::new(),
        groups: query.words.iter().map(|_| Group::default()).collect(),
        could_widen: false,
        words: query.words.clone(),
    };
    for expansion in &query.expansions {
        if let Some(reading) = phrase(view, expansion) {
            resolved.add(expansion.range.clone(), reading);
        }
    }
    for at in 1..query.words.len() {
        let joined = format!("{}{}", query.words[at - 1], query.words[at]);
        if let Some(mut reading) = exact(view, &joined) {
            reading.worth /= 2;
            reading.quality = 0.9;
            reading.why = WhyMatched::Spelling(joined);
            resolved.add(at - 1..at + 1, reading);
        }
    }
    for (at, word) in query.words.iter().enumerate() {
        one_word(view, &mut resolved, at, word, effort);
    }
    resolved.settle(view.entries());
    resolved
}

/// The readings of one word by itself.
fn one_word(view: &SearchView<'_>, resolved: &mut Resolved, at: usize, word: &str, effort: Effort) {
    let here = at..at + 1;
    let wide = effort == Effort::Wide;
    let stands_for_more = !resolved.groups[at].readings.is_empty();
    let found = exact(view, word);
    let known = found.is_some();
    if let Some(reading) = found {
        resolved.add(here.clone(), reading);
    }
    for reading in other_forms(view, word) {
        resolved.add(here.clone(), reading);
    }
    resolved.could_widen |= !wide && (known || word.len() >= 3);
    let least = if known {
        4
    } else if stands_for_more {
        3
    } else {
        2
    };
    if word.len() >= least && (!known || wide) {
        if let Some(mut reading) = begins_with(view, word) {
            reading.quality = if known { 0.5 } else { 0.75 };
            resolved.add(here.clone(), reading);
        }
    }
    if known || !resolved.groups[at].readings.is_empty() && !wide {
        return;
    }
    if let Some(reading) = parted(view, word) {
        resolved.add(here.clone(), reading);
    }
    for reading in misspellings(view, word) {
        resolved.add(here.clone(), reading);
    }
}

/// The entries that hold just this word.
fn exact(view: &SearchView<'_>, word: &str) -> Option<Reading> {
    let list = view.vocabulary.find(word.as_bytes())?;
    Some(single(view, list, 1.0, WhyMatched::Exact))
}

fn single(view: &SearchView<'_>, list: Range<usize>, quality: f32, why: WhyMatched) -> Reading {
    let mut set = Bits::new(view.entries());
    view.read_list(list, &mut set);
    let worth = information(view.entries(), set.count());
    Reading { set, worth, quality, why }
}

/// The entries that hold all words of what some words stand for.
fn phrase(view: &SearchView<'_>, expansion: &Expansion) -> Option<Reading> {
    let mut words = expansion.phrase.iter().map(|word| exact(view, word));
    let mut all = words.next()??;
    for word in words {
        let word = word?;
        all.set.keep(&word.set);
        all.worth += word.worth;
    }
    if all.set.count() == 0 {
        return None;
    }
    all.worth /= expansion.range.len() as u32;
    all.quality = 0.97 * expansion.weight;
    all.why = WhyMatched::Synonym(expansion.phrase.join(" "));
    Some(all)
}

/// The entries that hold a word that begins with `word`.
fn begins_with(view: &SearchView<'_>, word: &str) -> Option<Reading> {
    let mut set = Bits::new(view.entries());
    let mut met = 0;
    view.vocabulary.begin_with(word.as_bytes(), |longer| {
        if longer.word.len() > word.len() {
            view.read_list(longer.list.clone(), &mut set);
            met += 1;
        }
        true
    });
    if met == 0 {
        return None;
    }
    let worth = information(view.entries(), set.count());
    Some(Reading { set, worth, quality: 0.75, why: WhyMatched::Prefix })
}

/// The entries that hold another form of the word, one with the same stem.
fn other_forms(view: &SearchView<'_>, word: &str) -> Vec<Reading> {
    if word.len() < 5 || !word.is_ascii() {
        return Vec::new();
    }
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = stemmer.stem(word);
    // Porter writes a final y as i: the words themselves share only what is before it.
    let root = stem.strip_suffix('i').unwrap_or(&stem);
    let mut out = Vec::new();
    if root.len() < 4 {
        return out;
    }
    view.vocabulary.begin_with(root.as_bytes(), |met| {
        let near = met.word.len() <= root.len() + 5 && met.word != word.as_bytes();
        if let (true, Ok(other)) = (near, std::str::from_utf8(met.word)) {
            if stemmer.stem(other) == stem {
                out.push(single(view, met.list.clone(), 0.8, WhyMatched::Form(other.to_owned())));
            }
        }
        out.len() < MOST_FORMS
    });
    out
}

/// The entries that hold the two words which `word` was run together from.
fn parted(view: &SearchView<'_>, word: &str) -> Option<Reading> {
    if !word.is_ascii() || word.len() < 5 {
        return None;
    }
    let mut best: Option<Reading> = None;
    for cut in 2..=word.len() - 2 {
        let (left, right) = word.split_at(cut);
        let Some(mut both) = exact(view, left) else { continue };
        let Some(second) = exact(view, right) else { continue };
        both.set.keep(&second.set);
        both.worth += second.worth;
        both.quality = 0.8;
        both.why = WhyMatched::Spelling(format!("{left} {right}"));
        let count = both.set.count();
        if count > 0 && best.as_ref().is_none_or(|b| b.set.count() < count) {
            best = Some(both);
        }
    }
    best
}

/// The entries that hold a word which `word` may be a misspelling of.
fn misspellings(view: &SearchView<'_>, word: &str) -> Vec<Reading> {
    let most = match word.len() {
        0..4 => return Vec::new(),
        4..6 => 1,
        _ => 2,
    };
    let mut found = near_words(view, word, most);
    found.sort();
    let fewest = found.first().map_or(0, |f| f.0);
    found.retain(|f| f.0 == fewest);
    found.truncate(MOST_SPELLINGS);
    found
        .into_iter()
        .map(|(slips, other_start, _, near, list)| {
            let quality = 0.85 - 0.15 * slips as f32 - if other_start { 0.1 } else { 0.0 };
            single(view, list.0..list.1, quality, WhyMatched::Spelling(near))
        })
        .collect()
}

/// Slips, whether the first letter differs, unlikeness, the word, its list.
type Near = (usize, bool, u32, String, (usize, usize));

/// The words within `most` slips of `word`.
fn near_words(view: &SearchView<'_>, word: &str, most: usize) -> Vec<Near> {
    let spelling = Spelling::new(word.as_bytes(), most);
    let mut states = vec![spelling.start()];
    let mut out = Vec::new();
    let mut walk = view.vocabulary.all();
    // States past this many letters are dead: so is every word that shares them.
    let mut alive = usize::MAX;
    while let Some(met) = walk.next() {
        if met.shared >= alive {
            continue;
        }
        states.truncate(met.shared + 1);
        alive = usize::MAX;
        for &letter in &met.word[states.len() - 1..] {
            let state = spelling.step(&states[states.len() - 1], letter);
            if !spelling.alive(&state) {
                alive = states.len();
                break;
            }
            states.push(state);
        }
        if alive != usize::MAX {
            continue;
        }
        let Some(slips) = spelling.slips(&states[states.len() - 1]) else { continue };
        let Ok(near) = std::str::from_utf8(met.word) else { continue };
        let other_start = near.as_bytes().first() != word.as_bytes().first();
        let unlike = 1000 - (strsim::jaro_winkler(word, near) * 1000.0) as u32;
        out.push((slips, other_start, unlike, near.to_owned(), (met.list.start, met.list.end)));
    }
    out
}

//! Which entries may each word of a query mean in this release, and by what reading?

use super::bits::Bits;
use super::query::{Known, ParsedQuery};
use super::reading::{self, Reading, WhyMatched};
use super::view::SearchView;
use std::ops::Range;

/// What an unknown word is taken to tell: about as much as a word in a thousand.
const UNKNOWN: u32 = 10 * 16;

/// A word in fewer entries than this may be a slip for another: `pian` is yaws, and pain.
const FEW: usize = 12;

/// One word of the query: its readings, surest first.
#[derive(Default)]
pub(super) struct Group {
    pub(super) readings: Vec<usize>,
    pub(super) any: Option<Bits>,
    /// What matching this word counts for.
    pub(super) worth: u32,
    /// Whether the word itself is in the vocabulary.
    known: bool,
    /// Whether it is so rare there that it may be a slip for another.
    rare: bool,
    /// Whether nothing further can be found.
    exhausted: bool,
    /// How well the word is known to any index that is asked.
    elsewhere: Known,
    /// Whether it stands for something else too.
    expanded: bool,
}

/// A query as this release understands it.
pub(super) struct Resolved<'q> {
    pub(super) readings: Vec<Reading>,
    pub(super) groups: Vec<Group>,
    words: &'q [String],
}

/// Reads each word of a query in the words of a release: as itself, as another form of itself
/// and as what it stands for, else as the beginning of a word, else as a misspelling.
pub(super) fn resolve<'q>(view: &SearchView<'_>, query: &'q ParsedQuery) -> Resolved<'q> {
    let known = query.known.iter().map(|&elsewhere| Group { elsewhere, ..Group::default() });
    let groups = known.collect();
    let mut resolved = Resolved { readings: Vec::new(), groups, words: &query.words };
    for expansion in &query.expansions {
        if let Some(found) = reading::phrase(view, expansion) {
            resolved.add(expansion.range.clone(), found);
        }
    }
    for (at, pair) in query.words.windows(2).enumerate() {
        if let Some(found) = reading::joined(view, &pair[0], &pair[1]) {
            resolved.add(at..at + 2, found);
        }
    }
    for (at, word) in query.words.iter().enumerate() {
        resolved.read_word(view, at, word);
    }
    resolved.settle(view);
    resolved
}

impl Resolved<'_> {
    /// Looks further for what each word may mean, because the usual readings have no entry in
    /// common. False if there is nothing further.
    pub(super) fn widen(&mut self, view: &SearchView<'_>) -> bool {
        let mut more = false;
        for at in 0..self.groups.len() {
            if self.groups[at].exhausted {
                continue;
            }
            more = true;
            let word = &self.words[at];
            if self.groups[at].known {
                self.add_all(at, reading::begins_with(view, word, 0.5));
                if self.groups[at].rare && !self.groups[at].expanded {
                    self.add_all(at, reading::misspellings(view, word));
                }
            } else if self.groups[at].elsewhere < Known::Whole {
                self.guess(view, at, word);
            }
            self.groups[at].exhausted = true;
        }
        if more {
            self.settle(view);
        }
        more
    }

    /// The words of the query.
    pub(super) const fn words(&self) -> &[String] {
        self.words
    }

    /// Why each word matched an entry.
    pub(super) fn why(&self, entry: usize) -> Vec<(String, WhyMatched)> {
        let mut out = Vec::new();
        for (group, word) in self.groups.iter().zip(self.words) {
            let found = group.readings.iter().find(|&&r| self.readings[r].has(entry));
            if let Some(&reading) = found {
                out.push((word.clone(), self.readings[reading].why.clone()));
            }
        }
        out
    }

    /// The readings of one word by itself.
    fn read_word(&mut self, view: &SearchView<'_>, at: usize, word: &str) {
        let stands_for_more = !self.groups[at].readings.is_empty();
        self.groups[at].expanded = stands_for_more;
        let itself = reading::exact(view, word);
        let known = itself.is_some();
        let holding = itself.as_ref().map_or(0, Reading::count);
        self.groups[at].known = known;
        self.add_all(at, itself);
        self.add_all(at, reading::other_forms(view, word));
        self.add_all(at, reading::decimals(view, word));
        if known {
            self.groups[at].exhausted = word.len() < 4;
            self.groups[at].rare = holding < FEW;
            return;
        }
        let mut begun = 0;
        if word.len() >= if stands_for_more { 3 } else { 2 } {
            let longer = reading::begins_with(view, word, 0.75);
            begun = longer.as_ref().map_or(0, Reading::count);
            self.add_all(at, longer);
        }
        // `cron` begins Cronobacter, and is a slip for Crohn; what begins words of another
        // index only is no slip here.
        let few = if begun > 0 { Known::Begun } else { Known::Not };
        let may_be_slip = self.groups[at].elsewhere <= few;
        if may_be_slip && (self.groups[at].readings.is_empty() || begun < FEW && !stands_for_more) {
            self.guess(view, at, word);
            self.groups[at].exhausted = true;
        }
    }

    /// Reads a word as two run together or as a misspelling.
    fn guess(&mut self, view: &SearchView<'_>, at: usize, word: &str) {
        self.add_all(at, reading::parted(view, word));
        self.add_all(at, reading::misspellings(view, word));
    }

    fn add_all(&mut self, at: usize, readings: impl IntoIterator<Item = Reading>) {
        for reading in readings {
            self.add(at..at + 1, reading);
        }
    }

    fn add(&mut self, groups: Range<usize>, reading: Reading) {
        let at = self.readings.len();
        for group in &mut self.groups[groups] {
            group.readings.push(at);
        }
        self.readings.push(reading);
    }

    /// Orders the readings of each word and joins their entries.
    fn settle(&mut self, view: &SearchView<'_>) {
        let readings = &self.readings;
        for group in &mut self.groups {
            group.readings.sort_by(|&a, &b| readings[b].quality.total_cmp(&readings[a].quality));
            let worth = group.readings.iter().map(|&r| readings[r].worth).max();
            group.worth = worth.unwrap_or(UNKNOWN);
            let mut any = Bits::new(view.entries());
            for &reading in &group.readings {
                readings[reading].add_to(&mut any);
            }
            group.any = (!group.readings.is_empty()).then_some(any);
        }
    }
}

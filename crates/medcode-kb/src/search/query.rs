//! What was typed? Words, and what else they may stand for.

use super::builder::cut;
use super::view::SearchView;
use crate::text::normal;
use std::ops::Range;

/// Most words of a query that are looked at.
const MOST_WORDS: usize = 12;
/// Most further meanings that are looked at.
const MOST_EXPANSIONS: usize = 24;

/// Something else that some words of a query may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// The words of the query, as positions in the list given to [`Expand::expand`].
    pub range: Range<usize>,
    /// What they stand for, as plain or folded words: `["myocardial", "infarction"]`.
    pub phrase: Vec<String>,
    /// How near the meaning is, above 0 and up to 1: 1 says the same, 0.7 is one of many readings.
    pub weight: f32,
}

/// Knows abbreviations and synonyms.
pub trait Expand {
    /// What runs of these folded words may stand for besides themselves.
    fn expand(&self, folded_words: &[String]) -> Vec<Expansion>;
}

/// Knows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoExpansion;

impl Expand for NoExpansion {
    fn expand(&self, _: &[String]) -> Vec<Expansion> {
        Vec::new()
    }
}

/// A query cut into words, each with what else it may stand for. It serves every release.
#[derive(Clone, Debug)]
pub struct ParsedQuery {
    pub(super) words: Vec<String>,
    /// How well each word is known to any of the indexes that were asked.
    pub(super) known: Vec<Known>,
    pub(super) expansions: Vec<Expansion>,
}

/// How well a word is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// No word begins with it: it may be a slip.
    #[default]
    Not,
    /// Some word begins with it.
    Begun,
    /// It is a word.
    Whole,
}

impl ParsedQuery {
    /// Notes which words an index knows: no other then takes them for slips.
    pub fn note_known(&mut self, view: &SearchView<'_>) {
        for (word, known) in self.words.iter().zip(&mut self.known) {
            if *known < Known::Whole {
                *known = view.knows(word).max(*known);
            }
        }
    }

    /// The folded words that are searched.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// Reads a query.
#[must_use]
pub fn parse(query: &str, lexicon: &dyn Expand) -> ParsedQuery {
    let mut all: Vec<String> = Vec::new();
    for token in normal::tokens(query) {
        let word = cut(normal::fold(token.raw));
        if !word.is_empty() && all.len() < 2 * MOST_WORDS {
            all.push(word);
        }
    }
    let mut expansions = lexicon.expand(&all);
    expansions.extend(numerals(&all));
    expansions.retain(|e| e.range.start < e.range.end && e.range.end <= all.len());
    for expansion in &mut expansions {
        expansion.weight = expansion.weight.clamp(0.1, 1.0);
        let folded = expansion.phrase.iter().flat_map(|w| normal::words(w)).map(cut);
        expansion.phrase = folded.filter(|w| !is_stop_word(w)).take(MOST_WORDS).collect();
    }
    expansions.retain(|e| !e.phrase.is_empty());
    keep_what_tells(all, expansions)
}

/// Drops stop words and repeated words that nothing expands, and moves the ranges to fit.
fn keep_what_tells(all: Vec<String>, mut expansions: Vec<Expansion>) -> ParsedQuery {
    let mut words: Vec<String> = Vec::new();
    let mut place = Vec::with_capacity(all.len() + 1);
    for (at, word) in all.into_iter().enumerate() {
        place.push(words.len());
        let expanded = expansions.iter().any(|e| e.range.contains(&at));
        if expanded || !is_stop_word(&word) && !words.contains(&word) {
            words.push(word);
        }
    }
    place.push(words.len());
    for expansion in &mut expansions {
        expansion.range = place[expansion.range.start]..place[expansion.range.end];
    }
    expansions.retain(|e| e.range.end <= MOST_WORDS);
    expansions.truncate(MOST_EXPANSIONS);
    words.truncate(MOST_WORDS);
    let known = vec![Known::Not; words.len()];
    ParsedQuery { words, known, expansions }
}

/// Types, stages and grades are written in either kind of numeral.
const NUMERALS: &[(&str, &str)] =
    &[("i", "1"), ("ii", "2"), ("iii", "3"), ("iv", "4"), ("v", "5"), ("vi", "6")];

/// The other numeral for each that stands behind a word.
fn numerals(words: &[String]) -> Vec<Expansion> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (roman, digit) in NUMERALS {
            let other = if word == roman {
                digit
            } else if word == digit {
                roman
            } else {
                continue;
            };
            out.push(Expansion { range: at..at + 1, phrase: vec![(*other).to_owned()], weight: 0.9 });
        }
    }
    out
}

/// Words too common to tell anything, in texts and in queries.
pub(super) fn is_stop_word(word: &str) -> bool {
    const STOP_WORDS: &[&str] = &[
        "an", "and", "as", "at", "be", "by", "due", "for", "in", "is", "of", "on", "or", "that", "the",
        "this", "to",
    ];
    STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::LONGEST_WORD;
    use proptest::prelude::*;

    struct Lexicon;
    impl Expand for Lexicon {
        fn expand(&self, words: &[String]) -> Vec<Expansion> {
            let at = words.iter().position(|w| w == "as");
            at.map(|at| Expansion {
                range: at..at + 1,
                phrase: vec!["Aortic".into(), "stenosis".into()],
                weight: 1.0,
            })
            .into_iter()
            .collect()
        }
    }

    #[test]
    fn a_stop_word_stays_where_it_stands_for_something() {
        let query = parse("severe of AS and the stage II", &Lexicon);
        assert_eq!(query.words(), ["severe", "as", "stage", "ii"]);
        assert_eq!(query.expansions[0].range, 1..2);
        assert_eq!(query.expansions[0].phrase, ["aortic", "stenosis"]);
        assert_eq!(
            (query.expansions[1].range.clone(), query.expansions[1].phrase[0].as_str()),
            (3..4, "2")
        );
    }

    proptest! {
        #[test]
        fn ranges_lie_within_the_words(text in "\\PC{0,200}") {
            let query = parse(&text, &Lexicon);
            prop_assert!(query.words.len() <= MOST_WORDS);
            prop_assert!(query.words.iter().all(|w| w.len() <= LONGEST_WORD));
            prop_assert!(query.expansions.iter().all(|e| e.range.end <= query.words.len()));
            prop_assert!(query.expansions.iter().all(|e| !e.range.is_empty()));
        }
    }
}

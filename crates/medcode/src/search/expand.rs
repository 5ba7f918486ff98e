//! What may some words of a query stand for?

use medcode_kb::search::{Expand, Expansion};
use medcode_kb::text::normal;
use medcode_lexicon::{abbreviations, drugs, rows, table};
use std::collections::HashMap;
use std::sync::OnceLock;

/// How near a meaning is that needs other words beside it, or is one of several.
const ONE_OF_SEVERAL: f32 = 0.8;
/// How near the words are that official texts use for what people type.
const WORDING: f32 = 0.9;
/// How near a word of the same family is ("renal", "kidney").
const RELATIVE: f32 = 0.8;
/// Longest run of words that is looked up.
const MOST_WORDS: usize = 3;

/// Words with what they stand for, and how near that is.
pub(super) struct Meanings(HashMap<String, Vec<(Vec<String>, f32)>>);

/// The tables, read when the first query comes.
pub(super) fn get() -> &'static Meanings {
    static MEANINGS: OnceLock<Meanings> = OnceLock::new();
    MEANINGS.get_or_init(|| {
        let mut meanings = Meanings(HashMap::new());
        for row in abbreviations() {
            let weight = if row.needs.is_empty() { 1.0 } else { ONE_OF_SEVERAL };
            meanings.add(row.short, row.expansion, weight);
        }
        for several in meanings.0.values_mut().filter(|m| m.len() > 1) {
            several.iter_mut().for_each(|(_, weight)| *weight = weight.min(ONE_OF_SEVERAL));
        }
        for row in rows(table("wordings").unwrap_or_default()) {
            if let [typed, words, _] = row[..] {
                meanings.add(typed, words, WORDING);
            }
        }
        for row in drugs() {
            meanings.add(row.name, row.generic, WORDING);
        }
        for row in rows(table("families").unwrap_or_default()) {
            if let [word, relatives] = row[..] {
                relatives.split(' ').for_each(|relative| meanings.add(word, relative, RELATIVE));
            }
        }
        meanings
    })
}

impl Meanings {
    /// Adds a meaning; the first of the same words stays.
    fn add(&mut self, typed: &str, means: &str, weight: f32) {
        let (typed, means) = (normal::words(typed).join(" "), normal::words(means));
        if means.is_empty() || means.join(" ") == typed {
            return;
        }
        let known = self.0.entry(typed).or_default();
        if known.iter().all(|(words, _)| *words != means) {
            known.push((means, weight));
        }
    }
}

impl Expand for Meanings {
    fn expand(&self, words: &[String]) -> Vec<Expansion> {
        let mut out = Vec::new();
        for length in (1..=MOST_WORDS).rev() {
            for (start, run) in words.windows(length).enumerate() {
                let found = self.0.get(&run.join(" ")).map_or(&[][..], Vec::as_slice);
                out.extend(found.iter().map(|(phrase, weight)| Expansion {
                    range: start..start + length,
                    phrase: phrase.clone(),
                    weight: *weight,
                }));
            }
        }
        out.extend(body_mass(words));
        out
    }
}

/// The body mass index stands in the Tabular as ranges: 42 is in "40.0-44.9".
fn body_mass(words: &[String]) -> Option<Expansion> {
    const RANGES: [(u32, u32, &str); 5] = [
        (40, 44, "40.0 44.9"),
        (45, 49, "45.0 49.9"),
        (50, 59, "50.0 59.9"),
        (60, 69, "60.0 69.9"),
        (70, 999, "70 greater"),
    ];
    words.iter().position(|w| w == "bmi")?;
    words.iter().enumerate().find_map(|(at, word)| {
        let number: u32 = word.split('.').next()?.parse().ok()?;
        let (.., words) = RANGES.iter().find(|(from, to, _)| (*from..=*to).contains(&number))?;
        let phrase = words.split(' ').map(str::to_owned).collect();
        Some(Expansion { range: at..at + 1, phrase, weight: 1.0 })
    })
}

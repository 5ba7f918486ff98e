//! Letters that look like a side or a short form and are none.

use super::Match;
use crate::reading::Reading;
use medcode_note::Gap;

/// "Lung cancer ruled out" has a relative with the letters of "RUL lung cancer", and names no lobe.
pub(super) fn inflects_short_form(reading: &Reading<'_>, phrase: &str, found: &Match) -> bool {
    let short = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    phrase.split_whitespace().filter(short).any(|word| {
        found.tokens.iter().map(|&t| t as usize).any(|t| {
            let raw = reading.doc.raw(t).to_lowercase();
            reading.forms(t).iter().skip(1).any(|f| f.word.eq_ignore_ascii_case(word))
                && ["ed", "ing"].iter().any(|ending| raw.ends_with(ending))
        })
    })
}

/// "R/o lung cancer": the letter of a doubt names no side.
pub(super) fn holds_rule_out(reading: &Reading<'_>, found: &Match) -> bool {
    let doc = reading.doc;
    found
        .tokens
        .iter()
        .map(|&t| t as usize)
        .any(|t| doc.folded(t) == "r" && doc.folded(t + 1) == "o" && doc.gap(t + 1).has(Gap::SLASH))
}

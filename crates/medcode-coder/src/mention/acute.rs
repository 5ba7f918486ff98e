//! What an acute stroke does is coded by its own code; I69 is for what a past one has left
//! (OCG I.C.9.d.1): "acute stroke with left hemiplegia" names no sequela.

use super::Match;
use crate::reading::Reading;

/// Words by which a stroke is one of today.
const TODAY: &[&str] = &["acute", "evolving", "new"];

/// Words by which a deficit is what stayed.
const STAYED: &[&str] = &[
    "after",
    "chronic",
    "following",
    "from",
    "history",
    "hx",
    "known",
    "late",
    "old",
    "past",
    "post",
    "poststroke",
    "previous",
    "prior",
    "remote",
    "residual",
    "sequela",
];

/// Whether a match with a sequela stands in a sentence that tells of a stroke of today only.
pub(super) fn is_of_today(reading: &Reading<'_>, m: &Match, code: &str) -> bool {
    if !code.starts_with("I69") {
        return false;
    }
    let sentence = reading.doc.sentences()[m.sentence as usize].tokens;
    let says = |words: &[&str]| {
        (sentence.0..sentence.1).any(|t| words.binary_search(&reading.doc.folded(t as usize)).is_ok())
    };
    says(TODAY) && !says(STAYED)
}

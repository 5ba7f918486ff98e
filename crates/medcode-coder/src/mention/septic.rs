//! "Septic arthritis due to MSSA", "septic emboli" are an infection of a part and no sepsis (Index: Arthritis,
//! septic; Embolism, septic).

use super::Match;
use crate::reading::Reading;

/// What is septic without sepsis.
const PARTS: &[&str] = &[
    "ankle",
    "arthritis",
    "bursa",
    "bursitis",
    "elbow",
    "emboli",
    "embolus",
    "hip",
    "joint",
    "knee",
    "prosthesis",
    "pulmonary",
    "shoulder",
    "thrombophlebitis",
    "wrist",
];

/// Whether a match with a sepsis takes the word from such a part.
pub(super) fn is_of_a_part(reading: &Reading<'_>, m: &Match, code: &str) -> bool {
    (code.starts_with("A40") || code.starts_with("A41"))
        && m.tokens.iter().any(|&t| {
            let t = t as usize;
            reading.doc.folded(t) == "septic"
                && (t + 1..t + 3).any(|n| PARTS.binary_search(&reading.doc.folded(n)).is_ok())
        })
}

//! The words a note offers for choosing among codes, the nearest first.

use crate::lexicon::relatives;
use crate::reading::Reading;
use std::collections::BTreeSet;

/// Words around a mention in circles: the words beside it, its sentence, its problem.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) circles: Vec<BTreeSet<String>>,
}

impl Known {
    /// The words of several stretches of tokens, the nearest first.
    pub(crate) fn around(reading: &Reading<'_>, stretches: &[std::ops::Range<usize>]) -> Self {
        let circles = stretches.iter().map(|r| words(reading, r.clone())).collect();
        Self { circles }
    }
}

fn words(reading: &Reading<'_>, tokens: std::ops::Range<usize>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for token in tokens {
        let word = reading.doc.folded(token);
        let side = match (word, reading.doc.raw(token)) {
            ("l", "L") | ("lt", _) | ("os" | "as", "OS" | "AS") => Some("left"),
            ("r", "R") | ("rt", _) | ("od" | "ad", "OD" | "AD") => Some("right"),
            ("b" | "bl", _) if reading.doc.folded(token + 1) == "l" || word == "bl" => Some("bilateral"),
            ("both" | "bilat" | "bilaterally" | "b/l", _) | ("ou" | "au", "OU" | "AU") => {
                Some("bilateral")
            }
            _ => None,
        };
        if let Some(side) = side {
            out.insert(side.to_owned());
        }
        if out.insert(word.to_owned()) {
            out.extend(relatives(word));
        }
    }
    out
}

//! Social determinants of health that the record states plainly (OCG I.C.21.c.17, I.B.14).

use super::state;
use crate::case::Case;
use crate::guidelines::words;

/// Circumstances with the words that state them of the patient.
const STATED: &[(&str, &[&str])] = &[
    (
        "Z59.02",
        &[
            "lives in a tent",
            "living in a tent",
            "lives in tent",
            "living in tent",
            "living on the street",
            "lives on the street",
            "lives in his car",
            "lives in her car",
            "living in his car",
            "living in her car",
            "living in car",
            "lives in car",
            "sleeping rough",
            "unsheltered",
            "sleeps in his car",
            "sleeps in her car",
            "lives under a bridge",
            "living under a bridge",
            "homeless encampment",
            "sleeps on the street",
        ],
    ),
    (
        "Z59.01",
        &[
            "lives in a shelter",
            "living in a shelter",
            "staying in a shelter",
            "stays in a shelter",
            "lives in shelter",
            "staying at a shelter",
            "staying at shelter",
            "homeless shelter",
            "living in shelter",
            "lives at shelter",
            "stays at shelter",
            "lives at a shelter",
        ],
    ),
    ("Z59.41", &["food insecurity", "food insecure"]),
];

/// States each that the note tells of the patient.
pub(super) fn apply(case: &mut Case<'_>) {
    for (code, phrases) in STATED {
        if let Some(words) = words::anywhere(case, phrases) {
            state(case, code, words, "circumstance stated in the record", "OCG-I.C.21.c.17");
        }
    }
}

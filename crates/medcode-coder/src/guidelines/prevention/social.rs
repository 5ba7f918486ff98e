//! Social determinants of health that the record states plainly (OCG I.C.21.c.17, I.B.14).

use super::state;
use crate::case::Case;
use crate::guidelines::words;

/// Circumstances with the words that state them of the patient.
const STATED: &[(&str, &[&str])] = &[
    (
        "Z59.02",
        &[
            "life in a tent",
            "living in a tent",
            "life in tent",
            "living in tent",
            "living on the street",
            "life on the street",
            "life in his car",
            "life in her car",
            "living in his car",
            "living in her car",
            "living in car",
            "life in car",
            "sleeping rough",
            "unsheltered",
            "sleep in his car",
            "sleep in her car",
            "life under a bridge",
            "living under a bridge",
            "homeless encampment",
            "sleep on the street",
        ],
    ),
    (
        "Z59.01",
        &[
            "life in a shelter",
            "living in a shelter",
            "staying in a shelter",
            "stay in a shelter",
            "life in shelter",
            "staying at a shelter",
            "staying at shelter",
            "homeless shelter",
            "living in shelter",
            "life at shelter",
            "stay at shelter",
            "life at a shelter",
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

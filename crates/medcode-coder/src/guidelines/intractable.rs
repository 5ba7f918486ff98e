//! Epilepsy and migraine that resist treatment: pharmacoresistant, refractory and poorly controlled
//! are the same as intractable (Tabular G40, G43).

use super::near;
use crate::case::Case;

const RESISTANT: &[&str] = &[
    "intractable",
    "pharmacoresistant",
    "pharmacologically resistant",
    "drug resistant",
    "medically refractory",
    "refractory",
    "treatment resistant",
    "medication resistant",
    "poorly controlled",
];

/// Recodes what is coded as not intractable where its statement says that it is.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("G40") || draft.under("G43")) {
            continue;
        }
        if !case.title(draft.row).lower.contains("not intractable") {
            continue;
        }
        let sentence = near::sentence(case, draft);
        if !near::said(case, &sentence, RESISTANT) {
            continue;
        }
        // The character before the last tells it: 0 is not intractable, 1 is.
        let mut code = draft.code.compact().to_owned();
        let place = code.len() - 2;
        if code.as_bytes()[place] != b'0' {
            continue;
        }
        code.replace_range(place..place + 1, "1");
        case.recode(at, &code, "resists treatment, as stated", "Tabular-G40");
    }
}

//! Diarrhea that a drug taken as prescribed brought on (Index: Diarrhea > due to > drugs).

use super::is_drug_code;
use crate::case::Case;

/// Turns the symptom into the drug-induced disease where the drug is coded in its sentence.
pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let sentence = draft.sentence;
        let by_drug = case.reported().any(|d| d.sentence == sentence && is_drug_code(d, b"5"));
        if by_drug && draft.is_reported() && draft.under("R19.7") {
            case.recode(at, "K52.1", "a drug brought it on", "OCG-I.C.19.e.5.a");
        }
    }
}

//! Gestational diabetes: controlled by diet, oral drugs or insulin (OCG I.C.15.i).

use crate::case::Case;
use std::ops::Range;

const INSULIN: &[&str] = &[
    "insulin", "nph", "lispro", "aspart", "glargine", "detemir", "humalog", "novolog", "lantus",
    "levemir",
];
const ORAL: &[&str] = &["metformin", "glyburide", "glibenclamide"];
const DIET: &[&str] = &["diet", "a1", "gdma1", "diet controlled"];

/// Chooses the character of control by the words of the note: insulin where both diet and
/// insulin are used, insulin where insulin and oral drugs are (the guideline's rule).
pub(super) fn by_control(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        let unspecified = draft.under("O24.4") && (code.len() < 6 || code.ends_with('9'));
        if !unspecified {
            continue;
        }
        let here = draft.sentence;
        let near = |r: &Range<usize>| case.doc.sentence_of(r.start) == Some(here as usize);
        let taken = |names: &[&str]| case.places.any(names).iter().any(|r| is_own(case, r));
        let control = if taken(INSULIN) {
            '4'
        } else if taken(ORAL) {
            '5'
        } else if case.places.any(DIET).iter().any(near) {
            '0'
        } else {
            continue;
        };
        let code =
            if code.len() < 6 { format!("O24.41{control}") } else { format!("{}{control}", &code[..5]) };
        if let Some(row) = case.row(&code) {
            super::time::set(case, at, row);
        }
    }
}

/// Taken by the patient: not another person's, not negated, not only offered.
fn is_own(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    case.doc.context(case.span(tokens.clone())).assertion.is_affirmed()
}

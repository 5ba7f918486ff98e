//! Exudative macular degeneration: active, inactive, scar (Tabular H35.32-, seventh character).

use crate::case::Case;
use crate::guidelines::words;

/// Chooses the seventh character that the statement gives.
pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        if !code.starts_with("H3532") || !code.ends_with('0') || code.len() != 7 {
            continue;
        }
        let within = words::description(case, draft);
        let says = |phrases: &[&str]| words::says(case, &within, phrases).is_some();
        let stage = if says(&["inactive scar", "scar", "disciform"]) {
            3
        } else if says(&["inactive"]) {
            2
        } else if says(&["active"]) {
            1
        } else {
            continue;
        };
        let code = format!("{}{stage}", &code[..6]);
        case.recode(at, &code, "activity as stated", "OCG-I.B.2");
    }
}

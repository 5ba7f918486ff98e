//! Rheumatoid arthritis with rheumatoid factor is M05, not M06.9 (Index: Arthritis,
//! rheumatoid, with rheumatoid factor); several joints without organ involvement: M05.79.

use crate::case::Case;
use crate::guidelines::words;

const SEROPOSITIVE: &[&str] = &[
    "seropositive",
    "rf positive",
    "positive rf",
    "rheumatoid factor positive",
    "positive rheumatoid factor",
];
const SEVERAL: &[&str] = &["multiple joint", "multiple site", "polyarticular"];

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("M06.9")) else { return };
    if words::anywhere(case, SEROPOSITIVE).is_none() {
        return;
    }
    let several = words::anywhere(case, SEVERAL).is_some();
    let code = if several { "M05.79" } else { "M05.9" };
    case.recode(at, code, "rheumatoid factor is positive", "OCG-I.B.2");
}

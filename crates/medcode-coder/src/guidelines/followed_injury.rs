//! A follow-up examination is of a condition that is gone: an injury still under care is told by its
//! seventh character instead (OCG I.C.21.c.8, I.C.19.a).

use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// Withholds the examination beside an injury at a subsequent encounter.
pub(crate) fn apply(case: &mut Case<'_>) {
    let healing = |d: &Draft| {
        let code = d.code.compact();
        (d.under("S") || d.under("T") || d.under("M80") || d.under("M84"))
            && code.len() == 7
            && !code.ends_with(['A', 'B', 'C', 'S'])
    };
    if !case.reported().any(healing) {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("Z09")) {
        let detail = "the injury is still under care, as its seventh character tells";
        draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.21.c.8"));
    }
}

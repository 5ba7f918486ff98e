//! A complication of a device needs the provider to link it to the device (OCG I.B.16): "UTI,
//! not catheter associated" is none.

use crate::case::Case;
use medcode_model::WithheldReason;

pub(super) fn apply(case: &mut Case<'_>) {
    let doc = case.doc;
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.under("T83.5")) {
        let denied = draft.tokens.iter().any(|&t| {
            let t = t as usize;
            doc.folded(t) == "catheter" && t > 0 && matches!(doc.folded(t - 1), "not" | "non" | "no")
        });
        if denied {
            let detail = "the provider does not link it to the device";
            draft.withhold(WithheldReason::Negated, detail, Some("OCG-I.B.16"));
        }
    }
}

//! A complication of a device needs the provider to link it to the device (OCG I.B.16): "UTI,
//! not catheter associated" is none.

use crate::case::Case;
use medcode_model::WithheldReason;

pub(super) fn apply(case: &mut Case<'_>) {
    disputed(case);
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

/// "Not catheter associated", said of an infection that another line calls so: the provider's word on the cause
/// is missing (OCG I.B.16).
fn disputed(case: &mut Case<'_>) {
    const NOT: &[&str] =
        &["not catheter associated", "not catheter related", "not cauti", "not a cauti"];
    if case.places.any(NOT).is_empty() {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("T83.51")) {
        draft.withhold(WithheldReason::Uncertain, "another line says it is not", Some("OCG-I.B.16"));
    }
}

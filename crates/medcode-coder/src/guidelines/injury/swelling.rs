//! Swelling and pain that come with an injury are part of it (OCG I.B.5): "pain/swelling wrist"
//! above a fracture of it is no edema.

use crate::case::Case;
use medcode_model::WithheldReason;

pub(super) fn apply(case: &mut Case<'_>) {
    if !case.reported().any(|d| d.under("S")) {
        return;
    }
    let swelling = ["R60.0", "R60.9", "R22", "M79.89"];
    for draft in case.drafts.iter_mut().filter(|d| swelling.iter().any(|c| d.under(c))) {
        draft.withhold(WithheldReason::Integral, "swelling of the injury", Some("OCG-I.B.5"));
    }
}

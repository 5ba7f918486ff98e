//! The nodule or lump that turned out to be the tumor is told by the tumor (OCG I.B.5).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Lumps of an organ and the category of its cancer.
const LUMPS: &[(&str, &str)] = &[("E04.1", "C73"), ("R91", "C34"), ("N63", "C50"), ("N28.89", "C64")];

pub(super) fn apply(case: &mut Case<'_>) {
    for (lump, cancer) in LUMPS {
        if !case.reports(cancer) {
            continue;
        }
        for draft in case.drafts.iter_mut().filter(|d| d.under(lump)) {
            draft.withhold(WithheldReason::Integral, "the lump is the tumor", Some("OCG-I.B.5"));
        }
    }
}

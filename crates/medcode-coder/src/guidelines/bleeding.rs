//! Bleeding of the gut is part of the code of what bleeds (Excludes1 at K92.2; OCG I.B.5).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Codes that say that something in the gut bleeds.
const BLEEDS: &[&str] = &[
    "K25.0", "K25.2", "K25.4", "K25.6", "K26.0", "K26.2", "K26.4", "K26.6", "K27.0", "K27.2", "K27.4",
    "K27.6", "K28.0", "K28.2", "K28.4", "K28.6", "K29.01", "K31.811", "K55.21", "K57.01", "K57.11",
    "K57.13", "K57.21", "K57.31", "K57.33", "I85.01", "I85.11", "K22.6",
];

/// Withholds melena, hematemesis and bleeding without a cause beside them.
pub(crate) fn apply(case: &mut Case<'_>) {
    if !BLEEDS.iter().any(|c| case.reports(c)) {
        return;
    }
    for draft in
        case.drafts.iter_mut().filter(|d| ["K92.0", "K92.1", "K92.2"].iter().any(|c| d.under(c)))
    {
        draft.withhold(WithheldReason::Integral, "the bleeding of what is coded", Some("OCG-I.B.5"));
    }
}

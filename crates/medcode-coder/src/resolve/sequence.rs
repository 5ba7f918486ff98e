//! The order of the codes: the first-listed or principal diagnosis first, etiology before
//! manifestation, external causes last (OCG II, IV.G, I.A.13, I.C.20.a.5).

use crate::case::{Case, Draft, Tier};
use medcode_note::SectionKind;

/// Gives every draft its place.
pub(super) fn order(case: &mut Case<'_>) {
    let listed = case.drafts.iter().any(|d| d.is_reported() && is_final(d));
    for draft in &mut case.drafts {
        let class: i64 = if draft.is_external_cause() {
            4
        } else if draft.under("Z79") || draft.under("Z9") || draft.under("Z8") {
            3
        } else if draft.tier != Tier::Assessed {
            2
        } else {
            // The list of final diagnoses names the principal one first (OCG II).
            i64::from(listed && !is_final(draft))
        };
        draft.order += class << 32;
    }
    case.drafts.sort_by_key(|d| (d.order, d.row));
}

fn is_final(draft: &Draft) -> bool {
    draft.context.section == SectionKind::FinalDiagnosis
}

//! The order of the codes: the first-listed or principal diagnosis first, etiology before
//! manifestation, external causes last (OCG II, IV.G, I.A.13, I.C.20.a.5).

use crate::case::{Case, Tier};

/// Gives every draft its place.
pub(super) fn order(case: &mut Case<'_>) {
    for draft in &mut case.drafts {
        let class: i64 = if draft.is_external_cause() {
            3
        } else if draft.under("Z79") || draft.under("Z9") || draft.under("Z8") {
            2
        } else if draft.tier == Tier::Assessed {
            0
        } else {
            1
        };
        draft.order += class << 32;
    }
    case.drafts.sort_by_key(|d| (d.order, d.row));
}

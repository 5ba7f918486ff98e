//! What the provider assessed is reported; what stands in lists is not (OCG IV.J, III).

use crate::case::{Case, Tier};
use crate::coder::REPORTED_FROM;
use medcode_model::WithheldReason;

/// Withholds conditions that were not assessed at this encounter.
pub(crate) fn apply(case: &mut Case<'_>) {
    for draft in &mut case.drafts {
        let needed = if draft.is_symptom() { Tier::Assessed } else { REPORTED_FROM };
        if draft.is_external_cause() {
            continue;
        }
        if draft.tier < needed {
            draft.withhold(
                WithheldReason::NotAddressed,
                format!("read in {}, not assessed", draft.context.section.id()),
                Some("OCG-IV.J"),
            );
        }
    }
}

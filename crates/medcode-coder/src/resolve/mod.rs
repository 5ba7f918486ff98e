//! The set as a whole: duplicates, general beside specific, exclusions, order, POA.

mod confidence;
mod duplicates;
mod excludes;
mod poa;
mod sequence;
mod specific;

use crate::case::Case;

/// What a coder reports.
pub(crate) fn report(case: &mut Case<'_>) {
    duplicates::merge(case);
    specific::prefer(case);
    excludes::settle(case);
    confidence::weigh(case);
    sequence::order(case);
    poa::assign(case);
}

/// Everything that is mentioned and not denied.
pub(crate) fn mentions(case: &mut Case<'_>) {
    use medcode_model::{Presence, WithheldReason};
    for draft in &mut case.drafts {
        if draft.context.assertion.presence == Presence::Absent {
            draft.withhold(WithheldReason::Negated, "stated as not there", None);
        }
    }
    duplicates::merge(case);
    confidence::weigh(case);
}

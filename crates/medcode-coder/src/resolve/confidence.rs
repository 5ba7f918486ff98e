//! How sure is a suggestion? From where it stands and how it was found.

use crate::case::{Case, Origin, Tier};
use medcode_model::WithheldReason;

/// Weighs every draft and withholds those under the threshold.
pub(super) fn weigh(case: &mut Case<'_>) {
    let threshold = case.facts.threshold;
    for draft in &mut case.drafts {
        let place = match draft.tier {
            Tier::Assessed => 0.85,
            Tier::Discussed => 0.6,
            Tier::Told => 0.45,
            Tier::Background => 0.35,
        };
        let found = match draft.origin {
            Origin::Lexicon(_) => 0.05,
            Origin::Index(_) | Origin::Guideline => 0.02,
            Origin::Title(_) => 0.0,
        };
        draft.confidence = place + found;
        if draft.confidence < threshold {
            draft.withhold(WithheldReason::LowConfidence, "below the threshold", None);
        }
    }
}

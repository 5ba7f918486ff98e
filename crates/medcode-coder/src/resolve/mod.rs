//! The set as a whole: duplicates, general beside specific, exclusions, order, POA.

mod confidence;
mod duplicates;
mod excludes;
mod mentions;
mod poa;
mod sequence;
mod specific;

pub(crate) use confidence::{Confidence, signs};
pub(crate) use mentions::{Weights, all as mentions, sights};

use crate::case::Case;

/// What a coder reports.
pub(crate) fn report(case: &mut Case<'_>, confidence: &Confidence) {
    duplicates::merge(case);
    specific::prefer(case);
    excludes::settle(case);
    confidence::weigh(case, confidence);
    sequence::order(case);
    poa::assign(case);
}

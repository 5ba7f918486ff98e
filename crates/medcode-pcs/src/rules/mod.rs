//! What of the drafts is reported, each rule a file named after what it is about.

mod bearing;
mod cement;
mod duplicates;
mod fractured;
mod incomplete;
mod inspection;
mod integral;
mod lumbosacral;
mod obstetrics;
mod patient;
mod same_way;
pub(crate) mod sequence;
mod tears;
mod tip;
mod whole;

use crate::desk::Case;

/// Applies the rules one after the other.
pub(crate) fn apply(case: &mut Case<'_>) {
    patient::apply(case);
    bearing::apply(case);
    cement::apply(case);
    whole::apply(case);
    lumbosacral::apply(case);
    fractured::apply(case);
    tip::apply(case);
    same_way::apply(case);
    incomplete::apply(case);
    duplicates::apply(case);
    tears::apply(case);
    obstetrics::apply(case);
    integral::apply(case);
    inspection::apply(case);
    crate::families::robot::apply(case);
}

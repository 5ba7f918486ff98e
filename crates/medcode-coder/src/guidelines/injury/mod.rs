//! Injuries (OCG I.C.19.a-c, I.C.13.d).

mod amputation;
mod bite;
mod burn_degree;
mod burn_extent;
mod catheter;
mod chest;
mod consciousness;
mod displaced;
mod injection_site;
mod meniscus;
mod organ;
mod overlap;
mod pathological;
mod prosthesis;
mod repaired;
mod superficial;
mod swelling;
mod vertebra;

use crate::case::Case;

/// Everything a coder knows of injuries as a set.
pub(crate) fn apply(case: &mut Case<'_>) {
    amputation::apply(case);
    pathological::apply(case);
    prosthesis::apply(case);
    meniscus::apply(case);
    repaired::apply(case);
    displaced::apply(case);
    vertebra::apply(case);
    consciousness::apply(case);
    overlap::apply(case);
    superficial::apply(case);
    swelling::apply(case);
    organ::apply(case);
    chest::apply(case);
    catheter::apply(case);
    injection_site::apply(case);
    bite::apply(case);
    burn_degree::apply(case);
    burn_extent::apply(case);
}

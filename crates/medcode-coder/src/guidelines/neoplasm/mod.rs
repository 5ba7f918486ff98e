//! Neoplasms (OCG I.C.2).

mod binding;
mod bladder;
mod eradicated;
mod fibroids;
mod given;
mod lumps;
mod lymphoma;
mod nodes;
mod origin;
mod pathology;
mod quadrant;
mod receptors;
mod skin_site;
mod treatment;
mod unspecific;

use crate::case::Case;

/// What pathology confirmed, before it is decided what is reported.
pub(crate) fn confirmed(case: &mut Case<'_>) {
    pathology::apply(case);
}

/// Everything else a coder knows of neoplasms as a set.
pub(crate) fn apply(case: &mut Case<'_>) {
    origin::apply(case);
    binding::apply(case);
    eradicated::apply(case);
    eradicated::in_situ(case);
    skin_site::apply(case);
    unspecific::apply(case);
    receptors::apply(case);
    treatment::apply(case);
    given::apply(case);
    lumps::apply(case);
    bladder::apply(case);
    lymphoma::apply(case);
    fibroids::apply(case);
    quadrant::apply(case);
}

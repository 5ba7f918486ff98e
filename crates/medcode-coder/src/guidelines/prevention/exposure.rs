//! Contact with smoke of others (Tabular Z77.22; OCG I.C.21.c.1).

use super::state;
use crate::case::Case;
use medcode_model::Presence;

const SMOKE: &[&str] = &[
    "secondhand smoke",
    "second hand smoke",
    "passive smoke",
    "passive smoking",
    "tobacco smoke exposure",
    "smoke exposure at home",
    "environmental tobacco smoke",
    "smoke in house",
    "smoke in the house",
    "smoke inside",
    "smoke at home",
    "smoke indoor",
    "smoker in house",
    "smoker in the house",
    "smoker at home",
    "smoker in home",
    "smoke in house",
    "smoke in the house",
    "smoke inside",
    "smoke at home",
    "smoke indoor",
    "smoke in home",
    "smoke in home",
    "smoke in the home",
    "smoke in the home",
];

/// States the exposure of a child to the smoke of its household.
pub(super) fn apply(case: &mut Case<'_>) {
    let child = case.facts.age.is_some_and(|a| a < 18.0);
    if !child || case.reports("Z77.22") || case.reports("F17") {
        return;
    }
    let found = case
        .places
        .any(SMOKE)
        .into_iter()
        .find(|r| case.doc.context(case.span(r.clone())).assertion.presence == Presence::Present);
    if let Some(words) = found {
        state(case, "Z77.22", words, "exposed to the smoke of others", "OCG-I.C.21.c.1");
    }
}

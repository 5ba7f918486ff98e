//! Conditions that the Index divides by age where the words do not: the patient's decides (Index: Failure > to
//! thrive > adult, child).

use crate::case::Case;

/// From this age on the patient is an adult.
const ADULT: f32 = 18.0;

/// The code of a child, and of an adult.
const PAIRS: &[(&str, &str)] = &[("R62.51", "R62.7")];

/// Takes the code of an adult for an adult.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.age.is_none_or(|age| age < ADULT) {
        return;
    }
    for at in 0..case.drafts.len() {
        if let Some((_, adult)) = PAIRS.iter().find(|(child, _)| case.drafts[at].under(child)) {
            case.recode(at, adult, "by the patient's age", "OCG-I.B.2");
        }
    }
}

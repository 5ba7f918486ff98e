//! Operations on organs that the patient does not have: `EMB` of a man is no biopsy of the womb.

use crate::desk::Case;
use medcode_model::{Sex, WithheldReason};

/// First and last numbers of operations on the organs of men.
const OF_MEN: &[(&str, &str)] = &[("54000", "55899")];

/// And of women, with those of birth.
const OF_WOMEN: &[(&str, &str)] = &[("56405", "58999"), ("59000", "59899")];

pub(super) fn apply(case: &mut Case<'_>) {
    let others = match case.visit.sex {
        Some(Sex::Male) => OF_WOMEN,
        Some(Sex::Female) => OF_MEN,
        _ => return,
    };
    for service in &mut case.services {
        let number = service.code.compact();
        if others.iter().any(|(first, last)| (*first..=*last).contains(&number)) {
            let why = "an organ of the other sex";
            service.withhold(WithheldReason::NotReportable, why, None);
        }
    }
}

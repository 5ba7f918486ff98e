//! Which diagnoses justify a service?

use crate::desk::Case;

pub(super) fn apply(case: &mut Case<'_>) {
    let first = case.visit.diagnoses.first().map(|d| d.rank);
    for service in &mut case.services {
        if service.pointers.is_empty() {
            service.pointers.extend(first);
        }
    }
}

//! The order of the lines: the visit, procedures, their drugs and supplies; then by place.

use crate::desk::Case;

pub(super) fn apply(case: &mut Case<'_>) {
    let group = |family: &str| match family {
        "em" => 0,
        "drug" => 2,
        "supply" => 3,
        _ => 1,
    };
    case.services.sort_by_key(|s| {
        let place = s.evidence.first().map_or(0, |e| e.start);
        (!s.is_reported(), group(s.family), place, s.code)
    });
}

//! The order of a line's modifiers: what changes the price first, then what tells services apart, the
//! place on the body, and what only informs (Medicare Claims Processing Manual ch. 23 §20.3; payers read the
//! first ones).

use crate::desk::Case;

/// Those that inform, last.
const INFORM: &[&str] = &[
    "GA", "GX", "GY", "GZ", "GP", "GO", "GN", "KX", "KS", "QW", "93", "95", "GT", "33", "PT", "JW",
    "JZ", "EA", "EB", "EC", "P1", "P2", "P3", "P4", "P5", "P6", "QS",
];
const APART: &[&str] = &["59", "XE", "XP", "XS", "XU", "91"];

pub(super) fn apply(case: &mut Case<'_>) {
    for service in &mut case.services {
        service.modifiers.sort_by_key(|m| {
            if INFORM.contains(m) {
                3
            } else if super::is_place(m) && *m != "50" {
                2
            } else {
                i32::from(APART.contains(m))
            }
        });
    }
}

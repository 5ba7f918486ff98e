//! Steps that are part of another procedure are not coded apart (B3.1b): the cut into the
//! papilla on the way to a stone, the wire before a pacemaker; and what only a scope can do
//! needs one.

use crate::desk::Case;
use medcode_model::WithheldReason;

/// A step, and the procedures it is part of: first characters of each.
const PARTS: &[(&str, &[&str])] = &[
    ("0F7C8ZZ", &["0FC98", "0F798", "0F7D8"]),
    ("0W9G30Z", &["0DT", "0DB", "0FT"]),
    ("01NB", &["0SB2"]),
    ("3E0L3GC", &["0B5N", "0B5P"]),
    ("5A1223Z", &["0JH60"]),
    ("0DD", &["0DB"]),
    ("4A0234Z", &["02583"]),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let told: Vec<[u8; 7]> = case.drafts.iter().filter(|d| d.is_reported()).map(|d| d.code).collect();
    let has = |prefix: &str| told.iter().any(|c| c.starts_with(prefix.as_bytes()));
    let scoped = case.sights.iter().any(|s| {
        let scope = |p: &[u8; 7]| p[0] == b'0' && matches!(p[1], b'D' | b'F') && p[4] == b'8';
        s.procedure.patterns.iter().any(scope)
    });
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let part =
            PARTS.iter().any(|(step, wholes)| draft.starts(step) && wholes.iter().any(|w| has(w)));
        if part {
            let detail = "a step of another procedure that is coded".to_owned();
            draft.withhold(WithheldReason::Integral, detail, Some("OCG-PCS B3.1b"));
        }
        if draft.starts("0W3P8") && !scoped {
            draft.withhold(WithheldReason::Incomplete, "no scope is told of".to_owned(), None);
        }
    }
}

//! Steps that are part of another procedure are not coded apart (B3.1b): the cut into the
//! papilla on the way to a stone, the wire before a pacemaker; and what only a scope can do
//! needs one.

use crate::desk::Case;
use medcode_model::WithheldReason;

/// A step, and the procedures it is part of: first characters of each.
const PARTS: &[(&str, &[&str])] = &[
    ("0F7C8ZZ", &["0FC98", "0F798", "0F7D8"]),
    ("0W9G30Z", &["0DT", "0DB", "0FT"]),
    ("01NB", &["0SB2", "00CU", "00B"]),
    ("3E0L3GC", &["0B5N", "0B5P"]),
    ("5A1223Z", &["0JH60", "021", "02R", "02U"]),
    ("0DD", &["0DB"]),
    ("4A0234Z", &["02583"]),
    ("0W9930Z", &["021", "02R", "0BT", "0BB", "0B5N", "0B5P", "0BC"]),
    ("0W9B30Z", &["021", "02R", "0BT", "0BB", "0B5N", "0B5P", "0BC"]),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let told: Vec<[u8; 7]> = case.drafts.iter().filter(|d| d.is_reported()).map(|d| d.code).collect();
    let has = |prefix: &str| told.iter().any(|c| c.starts_with(prefix.as_bytes()));
    let scoped = case.sights.iter().any(|s| {
        let scope = |p: &[u8; 7]| p[0] == b'0' && matches!(p[1], b'D' | b'F') && p[4] == b'8';
        s.procedure.patterns.iter().any(scope)
    });
    let hits: Vec<(usize, usize, usize)> = case
        .drafts
        .iter()
        .filter(|d| d.is_reported())
        .map(|d| (d.hit.first, d.hit.end, d.row))
        .collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        // "Laceration repaired" within a tear that is named in full.
        let wound = draft.starts("0HQ") || draft.starts("0JQ");
        let within = |h: &(usize, usize, usize)| {
            h.2 != draft.row && h.0 <= draft.hit.first && draft.hit.end <= h.1
        };
        if wound && hits.iter().any(within) {
            draft.withhold(
                WithheldReason::LessSpecific,
                "named in full by other words".to_owned(),
                None,
            );
            continue;
        }
        // A bone set from outside before it is fixed is one reposition.
        let set = draft.code[2] == b'S' && draft.code[4] == b'X';
        let fixed = set && told.iter().any(|c| c[..4] == draft.code[..4] && c[4] != b'X');
        let part = fixed
            || PARTS.iter().any(|(step, wholes)| draft.starts(step) && wholes.iter().any(|w| has(w)));
        if part {
            let detail = "a step of another procedure that is coded".to_owned();
            draft.withhold(WithheldReason::Integral, detail, Some("OCG-PCS B3.1b"));
        }
        if draft.starts("0W3P8") && !scoped {
            draft.withhold(WithheldReason::Incomplete, "no scope is told of".to_owned(), None);
        }
    }
}

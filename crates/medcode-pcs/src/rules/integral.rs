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
    ("00940", &["00963"]),
    // The wound washed out where an infected joint is taken out.
    ("0J9", &["0SPC", "0SPD", "0SP9", "0SPB"]),
    // The ureter sewn to the bladder, and the stent in it, are steps of the transplant.
    ("0T1", &["0TY"]),
    ("0TS", &["0TY"]),
    ("0T7", &["0TY"]),
    // One part of a joint exchanged is not the whole joint.
    ("0SP90J", &["0SPA0J", "0SPR0J"]),
    ("0SR9", &["0SRA0", "0SRR0"]),
    ("0SPB0J", &["0SPE0J", "0SPS0J"]),
    ("0SRB", &["0SRE0", "0SRS0"]),
    ("0SPC0J", &["0SPT0J", "0SPV0J"]),
    ("0SRC", &["0SRT0", "0SRV0"]),
    ("0SPD0J", &["0SPU0J", "0SPW0J"]),
    ("0SRD", &["0SRU0", "0SRW0"]),
    // A liner exchanged is not the whole joint revised.
    ("0SP90J", &["0SU909"]),
    ("0SR9", &["0SU909"]),
    ("0SPB0J", &["0SUB09"]),
    ("0SRB", &["0SUB09"]),
    ("0SRC", &["0SUV09", "0SPC09"]),
    ("0SPC0J", &["0SPC09"]),
    ("0SRD", &["0SUW09", "0SPD09"]),
    ("0SPD0J", &["0SPD09"]),
    // Taken out for a spacer: nothing new was put in for it.
    ("0SRC", &["0SHC08"]),
    ("0SRD", &["0SHD08"]),
    ("0SR9", &["0SH908"]),
    ("0SRB", &["0SHB08"]),
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
        // A plate named with the nail that was put in is the way it was told.
        let nailed = draft.code[2] == b'S'
            && draft.code[5] == b'4'
            && told.iter().any(|c| c[..4] == draft.code[..4] && c[5] == b'6');
        // A repair strengthened with a mesh or patch is one supplement.
        let mended = draft.code[0] == b'0'
            && draft.code[2] == b'Q'
            && told.iter().any(|c| c[..2] == draft.code[..2] && c[2] == b'U' && c[3] == draft.code[3]);
        let part = fixed
            || mended
            || nailed
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

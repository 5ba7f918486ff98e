//! Grafts to coronary arteries: one code for each kind of graft, by how many arteries it feeds
//! (B3.6b, B3.6c); a vein that is taken elsewhere is coded too (B3.9).

use crate::desk::{Case, is_done};
use crate::draft::{Draft, Fate};
use crate::read::phrases::Hit;
use medcode_note::{Document, Gap};

/// Places that a graft is sewn to.
const TARGETS: &[&str] = &[
    "lad",
    "diagonal",
    "diag",
    "d1",
    "d2",
    "om",
    "om1",
    "om2",
    "lcx",
    "circumflex",
    "rca",
    "pda",
    "rpda",
    "plv",
    "ramus",
    "obtuse",
    "posterolateral",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let done: Vec<Hit> = case
        .sights
        .iter()
        .filter(|s| s.procedure.option("family") == Some("cabg") && is_done(&s.status))
        .map(|s| s.hit)
        .collect();
    let Some(&hit) = done.first() else { return };
    let doc = case.stay.doc;
    let (mut left, mut right, mut vein) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..doc.tokens().len() {
        match doc.folded(at) {
            "lima" => targets(doc, at + 1, &mut left),
            "rima" => targets(doc, at + 1, &mut right),
            "svg" | "rsvg" | "saphenou" | "saphenous" => targets(doc, at + 1, &mut vein),
            // "Second vein graft aorta to PDA".
            "vein"
                if doc.folded(at + 1) == "graft"
                    && !matches!(doc.folded(at.wrapping_sub(1)), "saphenous") =>
            {
                targets(doc, at + 1, &mut vein);
            }
            "mammary" if at > 1 && doc.folded(at - 1) == "internal" => match doc.folded(at - 2) {
                "left" => targets(doc, at + 1, &mut left),
                "right" => targets(doc, at + 1, &mut right),
                _ => {}
            },
            _ => {}
        }
    }
    let words = case.words(hit);
    let mut out = Vec::new();
    let mut add = |code: [u8; 7], reason: String| {
        if words.is_legal(&code) {
            out.push(Draft {
                row: hit.row,
                code,
                hit,
                evidence: done.iter().map(|h| words.span(h.first, h.end)).collect(),
                reasons: vec![reason],
                confidence: 0.85,
                optional: false,
                inspection: false,
                assumed: 0,
                fate: Fate::Report,
            });
        }
    };
    let count = |list: &[&str]| b'0' + (list.len().clamp(1, 4) as u8 - 1);
    for (list, device, from) in [(&left, b'Z', b'9'), (&right, b'Z', b'8'), (&vein, b'9', b'W')] {
        if !list.is_empty() {
            let code = [b'0', b'2', b'1', count(list), b'0', device, from];
            add(code, format!("grafted to {} (B3.6b, B3.6c)", list.join(", ")));
        }
    }
    let mut pump = false;
    for at in 0..doc.tokens().len() {
        pump |= matches!(doc.folded(at), "cpb")
            || (doc.folded(at) == "cardiopulmonary" && doc.folded(at + 1) == "bypass")
            || (doc.folded(at) == "on" && doc.folded(at + 1) == "pump");
    }
    if pump {
        add(*b"5A1221Z", "on the heart-lung machine".into());
    }
    case.drafts.extend(out);
}

/// How far behind a graft, or the artery before, an artery may stand.
const REACH: usize = 8;

/// Arteries named right behind a graft: `to LAD`, `-OM1 and PDA`, `grafts from the aorta to the diagonal and RCA`.
fn targets<'t>(doc: &Document<'t>, from: usize, into: &mut Vec<&'t str>) {
    let mut end = from + REACH;
    let mut at = from;
    while at < end.min(doc.tokens().len()) {
        if doc.gap(at).has(Gap::SEMICOLON.with(Gap::STOP))
            || matches!(doc.folded(at), "svg" | "lima" | "rima" | "saphenous" | "mammary" | "radial")
        {
            break;
        }
        if TARGETS.contains(&doc.folded(at)) {
            end = at + 1 + REACH / 2;
            if !into.contains(&doc.raw(at)) {
                into.push(doc.raw(at));
            }
        }
        at += 1;
    }
}

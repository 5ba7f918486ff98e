//! The femoral component of an artificial joint exchanged alone: of the hip or of the knee, as the words say
//! (ICD-10-PCS tables 0SP and 0SR, femoral surface).

use crate::desk::{Case, why_not};
use crate::draft;
use medcode_note::Document;

const KNEE: &[&str] = &["knee", "tka", "tkr", "tibial", "patella", "patellar"];
const HIP: &[&str] = &["hip", "tha", "thr", "acetabular", "acetabulum", "cup"];

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut out = Vec::new();
    for sight in case.sights.iter().filter(|s| s.procedure.option("family") == Some("femoral")) {
        let Some(knee) = is_knee(case.stay.doc, sight.hit.first) else { continue };
        let sides = if knee { [Some(b'T'), Some(b'U'), None] } else { [Some(b'R'), Some(b'S'), None] };
        let words = case.words(sight.hit);
        for pattern in &sight.procedure.patterns {
            for mut draft in draft::at(&words, sight.hit.row, sight.procedure, (pattern, sides)) {
                if let Some((reason, detail)) = why_not(&sight.status) {
                    draft.withhold(reason, detail, None);
                }
                out.push(draft);
            }
        }
    }
    case.drafts.extend(out);
}

/// Which of the two joints is named closest before the component, else behind it.
fn is_knee(doc: &Document<'_>, at: usize) -> Option<bool> {
    let joint = |t: usize| match doc.folded(t) {
        w if KNEE.contains(&w) => Some(true),
        w if HIP.contains(&w) => Some(false),
        _ => None,
    };
    (0..at).rev().find_map(joint).or_else(|| (at..doc.tokens().len()).find_map(joint))
}

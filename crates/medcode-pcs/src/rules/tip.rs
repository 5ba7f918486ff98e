//! Where the tip of a line lies is its body part: a catheter whose tip is in the right atrium was put there
//! (ICD-10-PCS table 02H: the body part is where the device ends).

use crate::desk::Case;
use medcode_note::Document;

/// How far behind a line its tip may be told.
const REACH: usize = 16;

pub(crate) fn apply(case: &mut Case<'_>) {
    let doc = case.stay.doc;
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.code == *b"02HV33Z") {
        if is_in_atrium(doc, draft.hit.end) {
            draft.code[3] = b'6';
            draft.reasons.push("the tip is told to lie in the right atrium".to_owned());
        }
    }
}

/// `Tip RA`, `tip in the right atrium`; at the junction of vein and atrium it is still in the vein.
fn is_in_atrium(doc: &Document<'_>, from: usize) -> bool {
    let same = |t: &usize| doc.sentence_of(*t) == doc.sentence_of(from.saturating_sub(1));
    let Some(tip) = (from..from + REACH).take_while(same).find(|&t| doc.folded(t) == "tip") else {
        return false;
    };
    (tip + 1..tip + 6).take_while(same).any(|t| {
        let atrium = doc.folded(t) == "ra" || doc.folded(t) == "right" && doc.folded(t + 1) == "atrium";
        let joined = (t..t + 4).any(|n| matches!(doc.folded(n), "junction" | "jxn" | "svc"));
        let before = (tip..t).any(|n| matches!(doc.folded(n), "svc" | "cavoatrial" | "above"));
        atrium && !joined && !before
    })
}

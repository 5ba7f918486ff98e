//! A title of an eye or a joint that says "traumatic" needs a trauma that the note tells of (OCG I.B.2): a cataract of the
//! right eye is no traumatic one.

use super::near;
use crate::case::Case;
use medcode_model::WithheldReason;

pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("H") || draft.under("M")) {
            continue;
        }
        let title = case.title(draft.row);
        // "Not specified as traumatic" asks for none.
        if title.lower.contains("not specified as traumatic") {
            continue;
        }
        if !title.lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == "traumatic") {
            continue;
        }
        let around = near::problem(case, draft);
        let told = |t: usize| {
            let word = case.doc.folded(t);
            word.contains("traum")
                || matches!(word, "injury" | "injured" | "accident" | "fracture" | "fall")
        };
        if around.clone().any(told) {
            continue;
        }
        if draft.under("H26.1") {
            case.recode(at, "H26.9", "no trauma is told", "OCG-I.B.2");
        } else {
            let detail = "its title asks for a trauma that the note does not tell";
            case.drafts[at].withhold(WithheldReason::Incomplete, detail, Some("OCG-I.B.2"));
        }
    }
}

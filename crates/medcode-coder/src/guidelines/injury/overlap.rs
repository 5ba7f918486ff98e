//! One injury, one code: "index finger contusion of the hand" is that of the finger
//! (OCG I.C.19.b: code each injury once, by the site that is most exactly named).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Of two injuries of one category read from the same words keeps the one that says more.
pub(super) fn apply(case: &mut Case<'_>) {
    let reported: Vec<usize> = (0..case.drafts.len())
        .filter(|&n| case.drafts[n].is_reported() && case.drafts[n].under("S"))
        .collect();
    for &a in &reported {
        for &b in &reported {
            let (less, more) = (&case.drafts[a], &case.drafts[b]);
            let shared = less.tokens.iter().filter(|t| more.tokens.contains(t)).count();
            let same = less.code.category() == more.code.category() && less.code != more.code;
            if a != b && same && shared > 0 && less.tokens.len() < more.tokens.len() {
                let detail = "the same injury, less exactly named";
                case.drafts[a].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.19.b"));
                break;
            }
        }
    }
}

//! What follows every operation and is called expected is no condition of its own: "expected ileus, no tx",
//! "hypoxia POD1, weaned, expected" (OCG III, I.B.16: not every condition after surgery is a complication).

use super::near;
use crate::case::Case;
use medcode_model::WithheldReason;

/// Conditions that routinely follow an operation.
const ROUTINE: &[&str] = &[
    "K56.7", "R09.02", "R11", "R33", "R49.0", "J98.11", "R60", "R50.82", "R50.9", "J90", "D72.82",
    "R00.0", "I95", "R13.1",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() || case.places.word("expected").is_empty() {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !ROUTINE.iter().any(|c| draft.under(c)) {
            continue;
        }
        let sentence = near::sentence(case, draft);
        let doc = case.doc;
        let expected = sentence.into_iter().any(|t| {
            let more = matches!(doc.folded(t.wrapping_sub(1)), "than" | "not" | "as");
            doc.folded(t) == "expected" && !more
        });
        if expected {
            let detail = "called expected: no condition of its own";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-III"));
        }
    }
}

//! "Malignancy" beside the malignancy that is coded names no second one, and "malignant" may
//! describe what a tumor does elsewhere: an obstruction, an effusion (OCG I.C.2, I.B.2).

use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// What a tumor of another organ causes.
const EFFECTS: &[&str] =
    &["obstruction", "effusion", "ascites", "stricture", "hypercalcemia", "compression", "related"];

pub(super) fn apply(case: &mut Case<'_>) {
    let named: Vec<String> = case
        .reported()
        .filter(|d| d.under("C") && !is_unspecific(d))
        .map(|d| d.code.compact().to_owned())
        .collect();
    let doc = case.doc;
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.under("C")) {
        let other = named.iter().any(|c| c != draft.code.compact());
        let described = draft.tokens.first().is_some_and(|&t| doc.folded(t as usize) == "malignant")
            && draft.tokens.last().is_some_and(|&t| EFFECTS.contains(&doc.folded(t as usize + 1)));
        if other && (described || is_unspecific(draft) && says_malignancy(doc, draft)) {
            let detail = "describes the malignancy that is coded";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.2"));
        }
    }
}

fn is_unspecific(draft: &Draft) -> bool {
    ["C80.1", "C96.9", "C76"].iter().any(|p| draft.under(p))
}

fn says_malignancy(doc: &medcode_note::Document<'_>, draft: &Draft) -> bool {
    draft
        .tokens
        .iter()
        .any(|&t| matches!(doc.folded(t as usize), "malignancy" | "malignant" | "cancer" | "ca"))
}

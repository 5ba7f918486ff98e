//! "With" in a title or the Index presumes a link (OCG I.A.15), and a combination code is
//! used instead of its parts (OCG I.B.9): cirrhosis and ascites, both assessed, are
//! "alcoholic cirrhosis of liver with ascites".

use crate::case::{Case, Tier};
use crate::draft::Wider;
use medcode_model::WithheldReason;

/// Replaces a code and the condition named beside it by the code that joins both.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        if !case.drafts[at].is_reported() || case.drafts[at].tier < Tier::Discussed {
            continue;
        }
        if let Some((code, other)) = joined(case, at) {
            let joins = case.drafts[other].evidence.clone();
            let reason = "the title joins both conditions with \"with\"";
            if case.recode(at, &code, reason, "OCG-I.A.15") {
                case.drafts[at].evidence.extend(joins);
                // The site and depth of a foot ulcer are asked for beside the diabetes (OCG I.A.17).
                if crate::draft::belong(case, case.drafts[at].row, case.drafts[other].row) {
                    continue;
                }
                let detail = format!("part of the combination code {code}");
                case.drafts[other].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
            }
        }
    }
}

/// A sibling whose title adds "with" and just what another draft says.
fn joined(case: &Case<'_>, at: usize) -> Option<(String, usize)> {
    let release = case.release;
    let draft = &case.drafts[at];
    for Wider { row, added, .. } in case.shelf.wider(release, draft.row) {
        if !release.is_billable(*row) || !case.title(*row).text.contains(" with ") {
            continue;
        }
        // A describing word alone names no second condition.
        if added.iter().all(|w| crate::reading::is_describing(w)) {
            continue;
        }
        let says = |other: usize| {
            let d = &case.drafts[other];
            if other == at
                || d.tier < Tier::Discussed
                || !d.context.assertion.is_affirmed()
                || d.code.category() == draft.code.category()
            {
                return false;
            }
            // A disease that itself says more ("duodenal ulcer bleed") is no mere addition.
            let named = |t: &u32| {
                let forms = case.reading.forms(*t as usize);
                crate::reading::is_describing(case.doc.folded(*t as usize))
                    || forms.iter().any(|f| added.iter().any(|w| **w == *f.word))
            };
            if !d.tokens.iter().all(named) {
                return false;
            }
            let stated = |w: &str| {
                d.tokens
                    .iter()
                    .any(|&t| case.reading.forms(t as usize).iter().any(|f| *f.word == *w && !f.bound))
            };
            added.iter().all(|w| stated(w))
        };
        if let Some(other) = (0..case.drafts.len()).find(|&n| says(n)) {
            return Some((release.code(*row).compact().to_owned(), other));
        }
    }
    None
}

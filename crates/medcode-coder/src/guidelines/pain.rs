//! Chronic pain of a site: the site first, then G89 for what it does not say (OCG I.C.6.b.1).

use crate::case::{Case, Draft};

/// Codes of pain by site that do not tell acute from chronic.
const BY_SITE: &[&str] = &["M54.2", "M54.5", "M54.6", "M54.9", "M25.5", "M79.6", "R10.2"];

/// Adds other chronic pain where the provider calls the pain of a site chronic.
pub(super) fn apply(case: &mut Case<'_>) {
    if case.reports("G89") {
        return;
    }
    let found =
        case.reported().find(|d| BY_SITE.iter().any(|s| d.under(s)) && is_chronic(case, d)).cloned();
    if let Some(like) = found
        && case.add("G89.29", &like, "the pain is called chronic", "OCG-I.C.6.b.1")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.order += 1;
    }
}

/// "Chronic" among the words of the pain or right before them.
fn is_chronic(case: &Case<'_>, draft: &Draft) -> bool {
    let Some((&first, &last)) = draft.tokens.first().zip(draft.tokens.last()) else { return false };
    let first = (first as usize).saturating_sub(2);
    let same = |t: usize| case.doc.sentence_of(t) == Some(draft.sentence as usize);
    (first..=last as usize).any(|t| same(t) && case.doc.folded(t) == "chronic")
}

//! A note without an assessment still has a reason for the visit (OCG IV.G): what it tells
//! as present is then what the provider dealt with.

use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::WithheldReason;

/// What is given or taken besides, and is never why one came: vaccines, long-term drugs.
fn is_beside(draft: &Draft) -> bool {
    ["Z23", "Z28", "Z79"].iter().any(|c| draft.under(c))
}

/// Readmits told conditions where nothing else is reported.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.reported().any(|d| !d.is_external_cause() && !is_beside(d)) {
        return;
    }
    let held = |fate: &Fate| matches!(fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
    let diagnosed = case.drafts.iter().any(|d| held(&d.fate) && d.tier >= Tier::Told && !d.is_symptom());
    for draft in &mut case.drafts {
        let wanted = draft.tier >= Tier::Told && draft.is_symptom() != diagnosed;
        if held(&draft.fate) && wanted && !draft.under("Z") {
            draft.fate = Fate::Report;
            draft.reasons.push("the note has no assessment; this is what it tells of today".into());
            draft.authority.push("OCG-IV.G");
        }
    }
}

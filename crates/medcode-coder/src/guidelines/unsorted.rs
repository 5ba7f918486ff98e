//! A note without an assessment still has a reason for the visit (OCG IV.G): what it tells
//! as present is then what the provider dealt with.

use crate::case::{Case, Fate, Tier};
use medcode_model::WithheldReason;

/// Readmits told conditions where nothing else is reported.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.reported().any(|d| !d.is_external_cause()) {
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

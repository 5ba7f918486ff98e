//! Secondary diagnoses of a stay (OCG III, I.C.21.c.3): the order not to resuscitate.

use crate::case::{Case, Fate, Tier};
use medcode_model::WithheldReason;

/// Reports what a stay reports though no problem of its own is made of it.
pub(crate) fn apply(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() {
        return;
    }
    let text = case.doc.text();
    for draft in &mut case.drafts {
        // What was treated and is gone by discharge was treated (OCG III).
        let cue = draft.context.cue().map_or("", |c| c.span.of(text)).to_lowercase();
        let past = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::Historical, .. });
        if past && cue.starts_with("resolved") && draft.tier >= Tier::Discussed && !draft.is_symptom() {
            draft.fate = Fate::Report;
            draft.reasons.push("resolved during the stay".into());
            draft.authority.push("OCG-III");
        }
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        if held && draft.under("Z66") && draft.context.assertion.is_affirmed() {
            draft.fate = Fate::Report;
            draft.tier = draft.tier.max(Tier::Told);
            draft.reasons.push("documented by the provider during the stay".into());
            draft.authority.push("OCG-I.C.21.c.3");
        }
    }
}

//! What the report of a look inside finds is its diagnosis: a test that a physician has read is
//! coded to what it confirms, beside what was treated (OCG IV.K, IV.N).

use crate::case::{Case, Fate, Tier};
use medcode_model::{Setting, WithheldReason};
use medcode_note::SectionKind;

const LOOKS: &[&str] = &[
    "colonoscopy",
    "sigmoidoscopy",
    "egd",
    "esophagogastroduodenoscopy",
    "gastroscopy",
    "enteroscopy",
    "anoscopy",
    "cystoscopy",
    "cystourethroscopy",
    "bronchoscopy",
    "laryngoscopy",
    "hysteroscopy",
];

/// Reports what stands under the findings of a report without an assessment.
pub(crate) fn apply(case: &mut Case<'_>) {
    let looked = || LOOKS.iter().any(|w| !case.places.word(w).is_empty());
    if case.facts.setting != Setting::OutpatientProcedure || case.has_assessment || !looked() {
        return;
    }
    for draft in &mut case.drafts {
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        let found = draft.context.section == SectionKind::Findings && draft.tier >= Tier::Told;
        let disease = !draft.is_symptom() && !draft.under("Z") && !draft.is_external_cause();
        if held && found && disease && draft.context.assertion.is_affirmed() {
            draft.fate = Fate::Report;
            draft.reasons.push("what the look inside found".into());
            draft.authority.push("OCG-IV.K");
        }
    }
}

//! Outpatients: where the diagnosis of a problem is uncertain, its signs and symptoms are
//! coded instead (OCG IV.H).

use crate::case::{Case, Fate, Tier};
use medcode_model::WithheldReason as R;

/// Reports the symptoms that an assessed statement gives for a diagnosis it leaves uncertain.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.setting.is_inpatient() {
        return;
    }
    for at in 0..case.drafts.len() {
        let symptom = &case.drafts[at];
        let told = matches!(symptom.fate, Fate::Withhold { reason: R::NotAddressed, .. });
        let stated = symptom.context.assertion.is_affirmed() && symptom.tier >= Tier::Discussed;
        if !told || !stated || !symptom.is_symptom() {
            continue;
        }
        let here = |d: &&crate::case::Draft| d.sentence == symptom.sentence && !d.is_symptom();
        let uncertain = case.drafts.iter().filter(here).any(|d| {
            d.tier == Tier::Assessed && matches!(d.fate, Fate::Withhold { reason: R::Uncertain, .. })
        });
        let diagnosed = case.reported().any(|d| here(&d) && !d.under("Z"));
        if uncertain && !diagnosed {
            let symptom = &mut case.drafts[at];
            symptom.fate = Fate::Report;
            symptom.tier = Tier::Assessed;
            symptom.reasons.push("the diagnosis is uncertain: the symptom is coded".into());
        }
    }
}

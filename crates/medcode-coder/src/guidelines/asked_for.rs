//! Symptoms that the Tabular asks for beside a diagnosis ("use additional code for associated
//! symptoms, when specified") are coded with it, integral or not (OCG I.A.17, I.B.7).

use crate::case::{Case, Fate};
use crate::draft::belong;
use medcode_model::WithheldReason as R;

/// Reports a symptom of the same statement or problem that a reported diagnosis asks for.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let symptom = &case.drafts[at];
        let held = matches!(symptom.fate, Fate::Withhold { reason: R::NotAddressed | R::Integral, .. });
        if !held || !symptom.is_symptom() || !symptom.context.assertion.is_affirmed() {
            continue;
        }
        let problem = |d: &crate::case::Draft| case.doc.problem_at(d.evidence[0]).map(|p| p.body);
        let asks = case.reported().find(|d| {
            !d.is_symptom()
                && (d.sentence == symptom.sentence
                    || problem(d).is_some() && problem(d) == problem(symptom))
                && belong(case, d.row, symptom.row)
        });
        let Some(by) = asks.map(|d| d.code.to_string()) else { continue };
        let symptom = &mut case.drafts[at];
        symptom.fate = Fate::Report;
        symptom.tier = crate::case::Tier::Discussed.max(symptom.tier);
        symptom.reasons.push(format!("{by} asks for its symptoms"));
        symptom.authority.push("OCG-I.A.17");
    }
}

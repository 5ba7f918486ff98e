//! Signs and symptoms integral to a diagnosis are not coded (OCG I.B.5).

use crate::case::{Case, Draft, Tier};
use medcode_model::WithheldReason;

/// Withholds the symptoms of a problem that has a diagnosis of its own.
pub(crate) fn apply(case: &mut Case<'_>) {
    let diagnosed: Vec<(u32, u32)> = case
        .reported()
        .filter(|d| {
            !d.is_symptom() && !d.is_external_cause() && !d.under("Z") && d.tier == Tier::Assessed
        })
        .filter_map(|d| case.doc.problem_at(d.evidence[0]).map(|p| (p.body.start, p.body.end)))
        .collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.is_symptom() && !stands(d)) {
        // What another guideline asks for (a deficit of a stroke) is more than a symptom.
        if !draft.authority.is_empty() {
            continue;
        }
        let at = draft.evidence[0].start;
        if diagnosed.iter().any(|(a, b)| *a <= at && at < *b) {
            draft.withhold(
                WithheldReason::Integral,
                "a sign or symptom of a problem whose diagnosis is coded",
                Some("OCG-I.B.5"),
            );
        }
    }
}

/// Findings of chapter 18 that belong to no disease by themselves: severity of sepsis, coma
/// and stroke scales, suicidal thoughts, prediabetes, nodules, markers, clotting times.
fn stands(draft: &Draft) -> bool {
    const OWN: &[&str] = &["R65", "R29.7", "R40.2", "R45.85", "R73.0", "R91", "R97", "R79.1", "R31.21"];
    OWN.iter().any(|p| draft.under(p))
}

//! Signs and symptoms integral to a diagnosis are not coded (OCG I.B.5).

use crate::case::{Case, Tier};
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
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.is_symptom()) {
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

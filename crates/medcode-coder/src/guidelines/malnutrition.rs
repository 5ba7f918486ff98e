//! Malnutrition: the provider's grade counts, not the dietitian's (OCG I.B.14: the diagnosis
//! is the provider's), and what it consists of is not coded beside it (OCG I.B.5).

use super::near;
use crate::case::{Case, Draft, Fate};
use medcode_model::WithheldReason;

const GRADES: &[&str] = &["E43", "E44", "E45", "E46"];
const PROVIDER: &[&str] = &["attending", "hospitalist", "physician", "md"];
const DIETITIAN: &[&str] = &["rd", "dietitian", "dietician", "nutritionist"];

/// Settles who graded the malnutrition.
pub(crate) fn apply(case: &mut Case<'_>) {
    let grade = |d: &Draft| GRADES.iter().any(|c| d.under(c)) && d.context.assertion.is_affirmed();
    let by = |case: &Case<'_>, d: &Draft, words: &[&str], reach: usize| {
        let first = near::own(d).start;
        (first.saturating_sub(reach)..first).any(|t| words.contains(&case.doc.folded(t)))
    };
    let own: Vec<usize> = (0..case.drafts.len())
        .filter(|&n| grade(&case.drafts[n]) && by(case, &case.drafts[n], PROVIDER, 3))
        .collect();
    for &at in &own {
        if matches!(case.drafts[at].fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. }) {
            case.drafts[at].fate = Fate::Report;
        }
        for other in 0..case.drafts.len() {
            let draft = &case.drafts[other];
            let differs = draft.code != case.drafts[at].code;
            if grade(draft) && differs && by(case, draft, DIETITIAN, 8) {
                let detail = "the dietitian's grade; the provider gives another";
                case.drafts[other].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.B.14"));
            }
        }
    }
    if GRADES.iter().any(|c| case.reports(c)) {
        for draft in case.drafts.iter_mut().filter(|d| d.under("M62.5") || d.under("R64")) {
            draft.withhold(WithheldReason::Integral, "part of the malnutrition", Some("OCG-I.B.5"));
        }
    }
}

//! Heart failure by type and acuity (Tabular I50): what the note says of it in one place
//! holds for the others.

use super::near;
use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// Names of failure to squeeze. An ejection fraction alone is a finding, not a diagnosis.
const SYSTOLIC: &[&str] = &[
    "hfref",
    "hfmref",
    "systolic heart failure",
    "systolic congestive heart failure",
    "systolic chf",
    "systolic hf",
    "heart failure with reduced",
    "heart failure with mildly reduced",
    "hf with reduced",
];

/// Names of failure to fill; recovered function counts here (Coding Clinic 3Q 2020).
const DIASTOLIC: &[&str] = &[
    "hfpef",
    "hfimpef",
    "hfrecef",
    "diastolic heart failure",
    "diastolic congestive heart failure",
    "diastolic chf",
    "diastolic hf",
    "heart failure with preserved",
    "heart failure with recovered",
    "heart failure with improved",
    "hf with preserved",
];

const ACUTE_ON_CHRONIC: &[&str] =
    &["acute on chronic", "decompensated", "decompensation", "exacerbation"];

/// Codes heart failure as specifically as the whole note speaks of it.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.reports("I50") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("E87.70")) {
            draft.withhold(WithheldReason::Integral, "part of heart failure", Some("OCG-I.B.5"));
        }
    }
    if ["I50.2", "I50.3", "I50.4"].iter().any(|c| case.reports(c)) {
        for draft in case.drafts.iter_mut().filter(|d| d.under("I50.1")) {
            let detail = "the failing function is named";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
    let Some(at) = (0..case.drafts.len()).find(|&n| is_open(case, n)) else { return };
    let note = near::note(case);
    let kind = match (near::said(case, &note, SYSTOLIC), near::said(case, &note, DIASTOLIC)) {
        (true, true) => '4',
        (true, false) => '2',
        (false, true) => '3',
        (false, false) => return,
    };
    let acuity = acuity(case, at);
    let code = format!("I50.{kind}{acuity}");
    case.recode(at, &code, "type and acuity as the note gives them", "OCG-I.B.2");
}

/// Reported heart failure that lacks type or acuity.
fn is_open(case: &Case<'_>, at: usize) -> bool {
    let draft = &case.drafts[at];
    let open = ["I50.9", "I50.20", "I50.30", "I50.40"].iter().any(|c| draft.under(c));
    draft.is_reported() && open && !case.reported().any(is_closed)
}

fn is_closed(draft: &Draft) -> bool {
    let code = draft.code.compact();
    code.starts_with("I50") && code.len() == 5 && !code.ends_with('0')
}

/// The fifth character: unspecified, acute, chronic, acute on chronic.
fn acuity(case: &Case<'_>, at: usize) -> char {
    let mut places: Vec<_> = vec![near::beside(case, &case.drafts[at], 3, 3)];
    let failure = |d: &&Draft| d.under("I50") && d.context.assertion.is_affirmed();
    places.extend(case.drafts.iter().filter(failure).map(|d| near::beside(case, d, 3, 2)));
    for place in places {
        let said = |w: &[&str]| near::said(case, &place, w);
        if said(ACUTE_ON_CHRONIC) || said(&["acute"]) && said(&["chronic"]) {
            return '3';
        }
        if said(&["acute"]) {
            return '1';
        }
        if said(&["chronic"]) {
            return '2';
        }
    }
    '0'
}

//! Hypertension with heart or kidney disease (OCG I.C.9.a): presumed to be linked.

use crate::case::Case;

/// Turns I10 into the combination code that heart failure or kidney disease asks for.
pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("I10")) else { return };
    let heart = case.reports("I50") || case.reports("I51.4") || case.reports("I51.9");
    let kidney = case.reports("N18");
    let end_stage = case.reports("N18.5") || case.reports("N18.6");
    let code = match (heart, kidney, end_stage) {
        (true, true, true) => "I13.2",
        (true, true, false) => "I13.0",
        (true, false, _) => "I11.0",
        (false, true, true) => "I12.0",
        (false, true, false) => "I12.9",
        (false, false, _) => return,
    };
    case.recode(
        at,
        code,
        "hypertension with heart or kidney disease is presumed to be related",
        "OCG-I.C.9.a",
    );
}

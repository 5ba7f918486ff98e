//! A procedure that was not carried out (OCG I.C.21.c.13, Tabular Z53): because it was not safe,
//! or because the patient would not have it.

use crate::case::{Case, Tier};
use medcode_model::{Setting, WithheldReason};
use std::ops::Range;

const OFF: &[&str] = &["cancelled", "canceled", "cancel", "aborted", "abandoned", "postponed"];
const WHAT: &[&str] = &["procedure", "surgery", "case", "operation", "repair"];

/// Words by which it would have done harm.
const UNSAFE: &[&str] = &["not safe", "unsafe", "contraindicated", "contraindication"];
/// Words by which the patient decided.
const OWN_WISH: &[&str] = &[
    "patient refused",
    "patient declined",
    "changed his mind",
    "changed her mind",
    "patient decision",
    "at patient request",
    "refused to proceed",
    "declined to proceed",
    "refused to continue",
    "refused the procedure",
    "refused surgery",
    "decided not to proceed",
    "wished not to proceed",
    "no longer wanted",
    "no longer want",
];
/// Findings that forbid an operation, told where it is called off.
const FORBIDS: &[&str] = &[
    "hypotension",
    "hypotensive",
    "hypertensive",
    "bradycardia",
    "bradycardic",
    "tachycardia",
    "afib",
    "fibrillation",
    "arrhythmia",
    "potassium",
    "hyperkalemia",
    "hypokalemia",
    "glucose",
    "hyperglycemia",
    "hypoglycemia",
    "fever",
    "febrile",
    "infection",
    "pneumonia",
    "cough",
    "bronchospasm",
    "hypoxia",
    "hypoxic",
    "desaturation",
    "bp",
    "inr",
    "anaphylaxis",
    "rash",
    "cellulitis",
    "troponin",
    "stemi",
    "stroke",
    "seizure",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let surgical =
        case.facts.setting == Setting::OutpatientProcedure || case.facts.setting.is_inpatient();
    let open = |d: &crate::case::Draft| d.under("Z53.8") || d.under("Z53.9");
    if !surgical || case.reported().any(|d| d.under("Z53") && !open(d)) {
        return;
    }
    let Some(words) = called_off(case) else { return };
    let code = if !case.places.any(OWN_WISH).is_empty() {
        "Z53.29"
    } else if !case.places.any(UNSAFE).is_empty() || is_forbidden(case, &words) {
        "Z53.09"
    } else {
        return;
    };
    for draft in case.drafts.iter_mut().filter(|d| d.under("Z53")) {
        draft.withhold(WithheldReason::LessSpecific, "its reason is told", Some("OCG-I.B.2"));
    }
    if case.state(code, words, "not carried out, and why", "OCG-I.C.21.c.13")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = Tier::Discussed;
    }
}

/// Whether the sentence that calls it off, or the one before, tells a finding that forbids it.
fn is_forbidden(case: &Case<'_>, words: &Range<usize>) -> bool {
    let Some(own) = case.doc.sentence_of(words.start) else { return false };
    let near = |t: usize| case.doc.sentence_of(t).is_some_and(|s| s == own || s + 1 == own);
    let told = |t: usize| {
        let at = case.doc.context(case.span(t..t + 1)).assertion;
        near(t) && at.presence == medcode_model::Presence::Present
    };
    FORBIDS.iter().any(|w| case.places.word(w).iter().any(|&t| told(t as usize)))
}

/// Where the note says that the procedure was called off.
fn called_off(case: &Case<'_>) -> Option<Range<usize>> {
    let at = OFF.iter().flat_map(|w| case.places.word(w)).map(|&t| t as usize).min_by_key(|&t| t)?;
    let sentence = case.doc.sentence_of(at);
    let near = at.saturating_sub(4)..(at + 3).min(case.doc.tokens().len());
    let named = near
        .filter(|&t| case.doc.sentence_of(t) == sentence)
        .any(|t| WHAT.contains(&case.doc.folded(t)));
    let own = case.doc.context(case.span(at..at + 1)).assertion;
    (named && own.presence == medcode_model::Presence::Present).then_some(at..at + 1)
}

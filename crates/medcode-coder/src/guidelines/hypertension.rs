//! Hypertension with heart or kidney disease (OCG I.C.9.a): presumed to be linked.

use super::near;
use crate::case::{Case, Draft, Fate};
use medcode_model::WithheldReason;

/// Heart conditions that hypertension is presumed to cause, besides heart failure.
const HEART: &[&str] = &["I51.4", "I51.5", "I51.7", "I51.89", "I51.9"];

/// Turns I10 into the combination code that heart failure or kidney disease asks for.
pub(crate) fn apply(case: &mut Case<'_>) {
    passing(case);
    if case.reports("O") {
        return;
    }
    crisis(case);
    let failure = case.reports("I50");
    let heart = failure || HEART.iter().any(|c| case.reports(c));
    let kidney = case.reports("N18");
    let end_stage = case.reports("N18.5") || case.reports("N18.6");
    let code = match (heart, failure, kidney, end_stage) {
        (true, true, true, true) => "I13.2",
        (true, true, true, false) => "I13.0",
        (true, false, true, true) => "I13.11",
        (true, false, true, false) => "I13.10",
        (true, true, false, _) => "I11.0",
        (true, false, false, _) => "I11.9",
        (false, _, true, true) => "I12.0",
        (false, _, true, false) => "I12.9",
        (false, _, false, _) => return,
    };
    let Some(at) = statement(case) else { return };
    // It stands before the heart and kidney disease that are coded in addition.
    let parts = |d: &Draft| d.is_reported() && (d.under("I50") || d.under("N18") || is_heart(d));
    let first = case.drafts.iter().filter(|d| parts(d)).min_by_key(|d| d.order).cloned();
    let was = case.drafts[at].code;
    let reason = "hypertension with heart or kidney disease is presumed to be related";
    if !case.recode(at, code, reason, "OCG-I.C.9.a") {
        return;
    }
    let draft = &mut case.drafts[at];
    draft.fate = Fate::Report;
    if let Some(first) = first {
        draft.order = draft.order.min(first.order - 1);
        draft.tier = draft.tier.max(first.tier);
        draft.context = first.context;
        draft.evidence.extend(first.evidence);
    }
    let now = case.drafts[at].code;
    for draft in case.drafts.iter_mut().filter(|d| d.code == was && was != now) {
        let detail = format!("part of {code}");
        draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.9.a"));
    }
    for other in case.drafts.iter_mut().filter(|d| is_heart(d)) {
        let detail = format!("part of {code}");
        other.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.9.a.1"));
    }
}

/// "HTN from withdrawal", "hypertensive due to pain": a pressure that something else raises for the moment
/// is no disease of its own (OCG I.C.9.a.9).
fn passing(case: &mut Case<'_>) {
    const RAISED_BY: &[&str] = &[
        "withdrawal",
        "pain",
        "anxiety",
        "anxious",
        "agitation",
        "agitated",
        "stress",
        "dt",
        "delirium",
    ];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let by = near::cause(case, draft).filter(|_| draft.under("I10"));
        if by.is_some_and(|mut r| r.any(|t| RAISED_BY.contains(&case.doc.folded(t)))) {
            let detail = "raised for the moment by something else";
            case.drafts[at].withhold(WithheldReason::Integral, detail, Some("OCG-I.C.9.a"));
        }
    }
}

/// A crisis names no hypertension by itself: the disease is coded too (Tabular I16: code also).
fn crisis(case: &mut Case<'_>) {
    if !case.reports("I16") || ["I10", "I11", "I12", "I13", "I15"].iter().any(|c| case.reports(c)) {
        return;
    }
    let Some(at) = statement(case) else { return };
    let Some(crisis) = case.reported().find(|d| d.under("I16")).map(|d| (d.order, d.tier)) else {
        return;
    };
    let draft = &mut case.drafts[at];
    draft.fate = Fate::Report;
    draft.tier = draft.tier.max(crisis.1);
    draft.order = crisis.0 + 1;
    draft.reasons.push("the hypertension behind the crisis".into());
    draft.authority.push("Tabular-I16");
}

fn is_heart(draft: &Draft) -> bool {
    HEART.iter().any(|c| draft.under(c))
}

/// The statement of hypertension: assessed, or only listed among the patient's conditions,
/// since the disease that it is joined with is assessed.
fn statement(case: &Case<'_>) -> Option<usize> {
    let is_it = |d: &Draft| ["I10", "I11", "I12", "I13"].iter().any(|c| d.under(c));
    let assessed = case.drafts.iter().position(|d| d.is_reported() && is_it(d));
    assessed.or_else(|| case.drafts.iter().position(|d| is_it(d) && near::is_known(d)))
}

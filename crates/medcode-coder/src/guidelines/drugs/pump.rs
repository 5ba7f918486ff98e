//! Too little insulin because the pump failed: the mechanical complication first, then
//! underdosing of insulin (OCG I.C.4.a.5.a).

use super::draft_at;
use super::phrase::tokens_of;
use crate::case::{Case, Draft, Fate, Tier};

const FAILED: &[&str] =
    &["malfunction", "failure", "failed", "occluded", "occlusion", "kinked", "broke"];

pub(super) fn apply(case: &mut Case<'_>) {
    let Some(at) =
        case.drafts.iter().position(|d| is_pump(case, d) && d.context.assertion.is_affirmed())
    else {
        return;
    };
    if !case.drafts[at].is_reported() {
        if !is_assessed(case) {
            return;
        }
        case.drafts[at].fate = Fate::Report;
        case.drafts[at].tier = Tier::Discussed;
    }
    let (span, order, tier) = (case.drafts[at].evidence[0], case.drafts[at].order, case.drafts[at].tier);
    let Some(row) = case.row("T38.3X6A").filter(|_| is_starved(case)) else { return };
    let mut draft = draft_at(case, row, span, order + 1, tier);
    draft.reasons.push("the pump failed and gave too little insulin".into());
    draft.authority = vec!["OCG-I.C.4.a.5.a"];
    case.drafts.push(draft);
}

/// A mechanical complication of an insulin pump.
fn is_pump(case: &Case<'_>, draft: &Draft) -> bool {
    let says = |word| draft.tokens.iter().any(|&t| case.doc.folded(t as usize) == word);
    draft.under("T85.6") && says("pump")
}

/// Whether an assessed sentence names the failed pump.
fn is_assessed(case: &Case<'_>) -> bool {
    (0..case.doc.sentences().len()).any(|s| {
        let tokens = tokens_of(case.doc, s);
        let failed = tokens.clone().any(|t| FAILED.contains(&case.doc.folded(t)));
        tokens.clone().find(|&t| failed && case.doc.folded(t) == "pump").is_some_and(|t| {
            let span = case.doc.tokens()[t].span;
            case.tier(&case.doc.context(span), span) >= Tier::Discussed
        })
    })
}

/// High glucose: ketoacidosis or hyperglycemia of diabetes.
fn is_starved(case: &Case<'_>) -> bool {
    case.reported().any(|d| {
        let code = d.code.compact();
        matches!(&code[..3], "E08" | "E09" | "E10" | "E11" | "E13")
            && (code[3..].starts_with('1') || code[3..].starts_with("65"))
    })
}

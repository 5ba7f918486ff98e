//! Dementia: the disease under it first, then severity and behavior (OCG I.C.5.d, I.A.13).

use super::{PSYCHOTIC, Severity, severity};
use crate::case::{Case, Draft, Fate, Tier};
use crate::guidelines::words;
use medcode_model::WithheldReason;
use std::ops::Range;

/// Diseases whose dementia is coded in F02 after them (Tabular F02: code first).
const UNDER_IT: &[&str] = &["G30", "G31.0", "G31.83", "G10", "A81.0"];

/// States the dementia of a reported disease, and completes every dementia.
pub(super) fn apply(case: &mut Case<'_>) {
    known_elsewhere(case);
    of_parkinson(case);
    of_disease(case);
    delirium(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !["F01", "F02", "F03"].iter().any(|c| draft.under(c)) {
            continue;
        }
        let category =
            if draft.under("F03") && has_disease(case) { "F02" } else { &draft.code.compact()[..3] };
        let category = category.to_owned();
        let within = words::problem(case, draft);
        let elsewhere = disease(case).map_or(0..0, |d| words::problem(case, d));
        let own = draft.code.compact().as_bytes().get(3).copied().filter(u8::is_ascii_alphabetic);
        let stated = complete(case, &category, own, &within)
            .or_else(|| complete(case, &category, own, &elsewhere))
            .or_else(|| (!draft.under(&category)).then(|| format!("{category}.80")));
        let Some(code) = stated else { continue };
        if case.row(&code) != Some(case.drafts[at].row) {
            case.recode(at, &code, "severity and behavior as described", "OCG-I.C.5.d");
        }
    }
    in_order(case);
}

/// The disease stands before its dementia (OCG I.A.13).
fn in_order(case: &mut Case<'_>) {
    let Some(first) = disease(case).map(|d| d.order) else { return };
    for draft in case.drafts.iter_mut().filter(|d| d.under("F02") && d.order <= first) {
        draft.order = first + 1;
    }
}

fn has_disease(case: &Case<'_>) -> bool {
    UNDER_IT.iter().any(|d| case.reports(d))
}

/// The disease whose dementia is reported.
fn disease<'c>(case: &'c Case<'_>) -> Option<&'c Draft> {
    case.reported().find(|d| UNDER_IT.iter().any(|c| d.under(c)))
}

/// The type of a dementia that is assessed may stand elsewhere in the note: the disease is
/// reported with it (OCG I.C.5.d; Tabular F02, code first).
fn known_elsewhere(case: &mut Case<'_>) {
    if has_disease(case) || !case.reports("F03") {
        return;
    }
    let told = case.drafts.iter().position(|d| {
        (d.under("G30") || d.under("G31.83"))
            && d.context.assertion.is_affirmed()
            && matches!(d.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. })
    });
    if let Some(at) = told {
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = draft.tier.max(Tier::Discussed);
        draft.reasons.push("the disease of the dementia that is assessed".into());
    }
}

/// Dementia in Parkinson's disease, as the provider names it (Index: Dementia, in,
/// Parkinson's disease G20.- [F02.8-]).
fn of_parkinson(case: &mut Case<'_>) {
    const NAMED: &[&str] = &[
        "pd dementia",
        "parkinson dementia",
        "parkinson disease dementia",
        "dementia due to parkinson",
        "dementia in parkinson",
        "dementia with parkinson disease",
    ];
    if !case.reports("G20") || case.reports("F02") {
        return;
    }
    let Some(named) = words::anywhere(case, NAMED) else { return };
    let span = case.span(named.clone());
    let within = case.doc.problem_at(span).map_or(named.clone(), |p| {
        let (a, b) = case.doc.tokens_in(p.body);
        a..b
    });
    let code = complete(case, "F02", None, &within).unwrap_or_else(|| "F02.80".into());
    case.state(&code, named, "dementia of Parkinson's disease", "OCG-I.A.13");
    for draft in case.drafts.iter_mut().filter(|d| d.under("F03")) {
        draft.withhold(WithheldReason::LessSpecific, "the disease is known", Some("OCG-I.A.13"));
    }
}

/// Delirium of a patient with dementia has a known cause (Index: Delirium, superimposed on
/// dementia F05).
fn delirium(case: &mut Case<'_>) {
    if !["F01", "F02", "F03"].iter().any(|c| case.reports(c)) {
        return;
    }
    let at = case.drafts.iter().position(|d| {
        d.is_reported()
            && d.under("R41.0")
            && d.tokens.iter().any(|&t| case.doc.folded(t as usize) == "delirium")
    });
    if let Some(at) = at {
        case.recode(at, "F05", "delirium superimposed on dementia", "OCG-I.B.2");
    }
}

/// Alzheimer's and the like are coded with their dementia (Index: Disease, Alzheimer's
/// G30.9 [F02.8-]).
fn of_disease(case: &mut Case<'_>) {
    if case.reports("F02") || case.drafts.iter().any(|d| d.is_reported() && d.under("F03")) {
        return;
    }
    let found: Option<Draft> =
        case.reported().find(|d| ["G30", "G31.0", "G31.83"].iter().any(|c| d.under(c))).cloned();
    if let Some(disease) = found {
        let within = words::problem(case, &disease);
        let code = complete(case, "F02", None, &within).unwrap_or_else(|| "F02.80".into());
        if case.add(&code, &disease, "the dementia of the disease", "OCG-I.A.13")
            && let Some(draft) = case.drafts.last_mut()
        {
            draft.order += 1;
        }
    }
}

/// The code for severity and behavior; none where the words give neither.
fn complete(case: &Case<'_>, category: &str, own: Option<u8>, within: &Range<usize>) -> Option<String> {
    let says = |phrases: &[&str]| words::says(case, within, phrases).is_some();
    let degree = severity(case, within).map(|s| match s {
        Severity::Mild => 'A',
        Severity::Moderate => 'B',
        Severity::Severe => 'C',
    });
    let behavior =
        if says(&["agitation", "agitated", "aggression", "aggressive", "combative", "sundowning"]) {
            Some("11")
        } else if says(PSYCHOTIC) {
            Some("2")
        } else if says(&[
            "wandering",
            "wander",
            "behavioral disturbance",
            "disinhibition",
            "sleep disturbance",
        ]) {
            Some("18")
        } else if says(&["mood disturbance"]) {
            Some("3")
        } else if says(&["with anxiety", "and anxiety"]) {
            Some("4")
        } else {
            None
        };
    if degree.is_none() && behavior.is_none() {
        return None;
    }
    let open = match category {
        "F01" => '5',
        "F02" => '8',
        _ => '9',
    };
    let degree = degree.or(own.map(char::from)).unwrap_or(open);
    Some(format!("{category}.{degree}{}", behavior.unwrap_or("0")))
}

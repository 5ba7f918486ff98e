//! Pain: of a stated cause it is no problem of its own (OCG I.B.5); chronic pain of a site has
//! the site first, then G89 for what it does not say (OCG I.C.6.b.1).

use super::near;
use crate::case::{Case, Draft, Tier};
use medcode_model::WithheldReason;

/// Codes of pain by site that do not tell acute from chronic.
const BY_SITE: &[&str] = &["M54.2", "M54.5", "M54.6", "M54.9", "M25.5", "M79.6", "R10.2"];

/// Adds other chronic pain where the provider calls the pain of a site chronic.
pub(super) fn apply(case: &mut Case<'_>) {
    unsited(case);
    explained(case);
    of_the_statement(case);
    nameless(case);
    if case.reports("G89") {
        return;
    }
    let found =
        case.reported().find(|d| BY_SITE.iter().any(|s| d.under(s)) && is_chronic(case, d)).cloned();
    if let Some(like) = found
        && case.add("G89.29", &like, "the pain is called chronic", "OCG-I.C.6.b.1")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.order += 1;
    }
}

/// "Pain 4/10" beside a diagnosis is measured, not coded: R52 is for pain that nothing else tells
/// (OCG I.C.6.b, I.B.5).
fn unsited(case: &mut Case<'_>) {
    let diagnosed = case.reported().any(|d| !d.is_symptom() && !d.under("Z") && !d.is_external_cause());
    for draft in case.drafts.iter_mut().filter(|d| diagnosed && d.under("R52")) {
        draft.withhold(WithheldReason::Integral, "pain without a site", Some("OCG-I.B.5"));
    }
}

/// "Chronic" among the words of the pain or right before them.
fn is_chronic(case: &Case<'_>, draft: &Draft) -> bool {
    let Some((&first, &last)) = draft.tokens.first().zip(draft.tokens.last()) else { return false };
    let first = (first as usize).saturating_sub(2);
    let same = |t: usize| case.doc.sentence_of(t) == Some(draft.sentence as usize);
    (first..=last as usize).any(|t| same(t) && case.doc.folded(t) == "chronic")
}

/// "Cancer-related pain, spine mets", "chronic pain from lumbar disc herniation": the pain is told
/// by the code for its kind, or by the disc (Tabular G89.3; M54.5 Excludes1).
fn of_the_statement(case: &mut Case<'_>) {
    let neoplastic: Vec<u32> =
        case.reported().filter(|d| d.under("G89.3")).map(|d| d.sentence).collect();
    let discs: Vec<u32> = case.reported().filter(|d| d.under("M51")).map(|d| d.sentence).collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let by_site = PAIN.iter().any(|c| draft.under(c)) || draft.under("R52");
        if by_site && neoplastic.contains(&draft.sentence) {
            draft.withhold(WithheldReason::Integral, "the pain of the neoplasm", Some("OCG-I.C.6.b.5"));
        } else if draft.under("M54.5") && discs.contains(&draft.sentence) {
            draft.withhold(WithheldReason::Excluded, "the pain of the disc", Some("OCG-I.A.12.a"));
        }
    }
}

/// `Pain 4/10`, `OA pain worse`: pain of no place beside a disease that is coded is that disease's
/// (OCG I.B.5; Tabular R52 is for pain that nothing else names).
fn nameless(case: &mut Case<'_>) {
    let disease = |d: &Draft| {
        !d.is_symptom() && !d.is_external_cause() && !d.under("Z") && d.tier == Tier::Assessed
    };
    if !case.reported().any(disease) {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let bare = draft.tokens.iter().all(|&t| case.doc.folded(t as usize) == "pain");
        if draft.is_reported() && draft.under("R52") && bare {
            let detail = "pain of no place, beside a disease that is coded";
            case.drafts[at].withhold(WithheldReason::Integral, detail, Some("OCG-I.B.5"));
        }
    }
}

/// Codes of pain by its site.
const PAIN: &[&str] = &["M25.5", "M79.6", "M54", "R10", "R07", "R51"];

/// "Foot pain due to a fracture": the pain of what is coded (OCG I.B.5).
fn explained(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !PAIN.iter().any(|c| draft.under(c)) {
            continue;
        }
        let Some(cause) = near::cause(case, draft).filter(|c| c.start >= near::own(draft).end) else {
            continue;
        };
        let names = |d: &&Draft| {
            let stands = d.tokens.iter().any(|&t| cause.contains(&(t as usize)));
            stands && !d.is_symptom() && !d.is_external_cause() && !d.under("Z")
        };
        let found = case.reported().find(names).map(|d| d.code.to_string());
        if let Some(by) = found.filter(|by| *by != case.drafts[at].code.to_string()) {
            let detail = format!("pain of {by}");
            case.drafts[at].withhold(WithheldReason::Integral, detail, Some("OCG-I.B.5"));
        }
    }
}

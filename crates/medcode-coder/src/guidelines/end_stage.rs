//! End-stage renal disease told by its short form beside its cause: "ESRD from ADPKD" names both (OCG I.C.14.a;
//! Tabular N18.6, Q61.2). Who gets a kidney gives none (Z52).

use super::near;
use crate::case::{Case, Tier};
use medcode_model::WithheldReason;

pub(crate) fn apply(case: &mut Case<'_>) {
    let note = near::note(case);
    if let Some(words) = near::find(case, &note, &["esrd", "eskd"])
        && !case.reports("N18.6")
        && case.doc.context(case.span(words.clone())).assertion.is_affirmed()
        && case.state("N18.6", words, "end-stage renal disease, as written", "OCG-I.C.14.a.1")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = draft.tier.max(Tier::Discussed);
    }
    if !case.reports("N18.6") {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("N18.9") || d.under("Z52")) {
        draft.withhold(WithheldReason::LessSpecific, "N18.6 says it", Some("OCG-I.C.14.a.1"));
    }
    if near::find(case, &note, &["adpkd"]).is_some() {
        for at in 0..case.drafts.len() {
            if case.drafts[at].is_reported() && case.drafts[at].under("Q61.3") {
                case.recode(at, "Q61.2", "autosomal dominant, as written", "OCG-I.B.2");
            }
        }
    }
}

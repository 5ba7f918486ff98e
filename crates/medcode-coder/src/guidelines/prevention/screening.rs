//! A screening is the reason of its visit whatever it finds (OCG I.C.21.c.5): the screening
//! code first, what was found after it.

use crate::case::{Case, Fate, Tier};
use medcode_model::{Presence, Temporality};
use medcode_note::SectionKind;

/// Puts the screening that a procedure was done for before its findings.
pub(crate) fn apply(case: &mut Case<'_>) {
    use SectionKind as K;
    let reason = |kind| {
        matches!(
            kind,
            K::Indication
                | K::PreopDiagnosis
                | K::PostopDiagnosis
                | K::ChiefComplaint
                | K::Title
                | K::Procedure
        )
    };
    let done = case.doc.sections().iter().any(|s| matches!(s.kind, K::PostopDiagnosis | K::Procedure));
    if !done {
        return;
    }
    let found = (0..case.drafts.len()).find(|&n| {
        let draft = &case.drafts[n];
        let at = draft.context.assertion;
        ["Z11", "Z12", "Z13"].iter().any(|p| draft.under(p))
            && reason(draft.context.section)
            && at.presence != Presence::Absent
            && at.temporality == Temporality::Current
            && case.release.is_billable(draft.row)
    });
    let Some(at) = found else { return };
    let draft = &mut case.drafts[at];
    draft.fate = Fate::Report;
    draft.tier = Tier::Assessed;
    draft.order = i64::MIN / 2;
    draft.reasons.push("the procedure was a screening, whatever it found".into());
    draft.authority.push("OCG-I.C.21.c.5");
}

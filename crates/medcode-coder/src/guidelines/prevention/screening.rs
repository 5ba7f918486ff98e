//! A screening is the reason of its visit whatever it finds (OCG I.C.21.c.5): the screening
//! code first, what was found after it.

use crate::case::{Case, Fate, Tier};
use medcode_model::{Presence, Temporality, WithheldReason};
use medcode_note::SectionKind;

/// Puts the screening that a procedure was done for before its findings.
pub(crate) fn apply(case: &mut Case<'_>) {
    by_instrument(case);
    of_examination(case);
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

/// "Depression screening, PHQ-9 2, negative" told above the assessment: the instrument shows that it was done
/// today; of one who has the disease it is no screening.
fn by_instrument(case: &mut Case<'_>) {
    const INSTRUMENTS: &[&str] =
        &["phq", "phq2", "phq9", "epds", "gad", "gad7", "audit", "mchat", "dast", "crafft"];
    if case.facts.setting.is_inpatient() {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        let mind = draft.under("Z13.3") || draft.under("Z13.4");
        let ill = ["F32", "F33", "F53", "F41", "F31", "F10"].iter().any(|c| case.reports(c));
        let tokens = case.doc.sentences()[draft.sentence as usize].tokens;
        let by = (tokens.0..tokens.1).any(|t| INSTRUMENTS.contains(&case.doc.folded(t as usize)));
        let now = draft.context.assertion.temporality == Temporality::Current;
        if held && mind && by && now && !ill {
            let draft = &mut case.drafts[at];
            draft.fate = Fate::Report;
            draft.tier = Tier::Discussed;
            draft.reasons.push("screened today with an instrument".into());
            draft.authority.push("OCG-I.C.21.c.5");
        }
    }
}

/// Examinations whose "Indication: screening" needs no more words.
const EXAMINATIONS: &[(&str, &str)] =
    &[("colonoscopy", "Z12.11"), ("mammogram", "Z12.31"), ("mammography", "Z12.31")];

/// "Colonoscopy. Indication: screening": the examination tells what was looked for.
fn of_examination(case: &mut Case<'_>) {
    use SectionKind as K;
    let done = |k| matches!(k, K::Findings | K::Procedure | K::PostopDiagnosis | K::Imaging);
    if !case.doc.sections().iter().any(|s| done(s.kind)) {
        return;
    }
    let Some((_, code)) = EXAMINATIONS.iter().find(|(word, _)| !case.places.word(word).is_empty())
    else {
        return;
    };
    let tokens = case.places.word("screening").iter().map(|&t| t as usize);
    let found = tokens.into_iter().find(|&t| {
        let context = case.doc.context(case.doc.tokens()[t].span);
        context.section == K::Indication && context.assertion.presence != Presence::Absent
    });
    let Some(at) = found.filter(|_| !case.drafts.iter().any(|d| d.under("Z12"))) else { return };
    if case.state(code, at..at + 1, "the examination was a screening", "OCG-I.C.21.c.5") {
        let last = case.drafts.len() - 1;
        case.drafts[last].tier = Tier::Assessed;
        case.drafts[last].order = i64::MIN / 2;
    }
}

//! Bleeding of the gut is part of the code of what bleeds (Excludes1 at K92.2; OCG I.B.5).

use super::near;
use crate::case::Case;
use medcode_model::WithheldReason;

/// Codes that say that something in the gut bleeds.
const BLEEDS: &[&str] = &[
    "K25.0", "K25.2", "K25.4", "K25.6", "K26.0", "K26.2", "K26.4", "K26.6", "K27.0", "K27.2", "K27.4",
    "K27.6", "K28.0", "K28.2", "K28.4", "K28.6", "K29.01", "K31.811", "K55.21", "K57.01", "K57.11",
    "K57.13", "K57.21", "K57.31", "K57.33", "I85.01", "I85.11", "K22.6",
];

/// Withholds melena, hematemesis and bleeding without a cause beside them.
pub(crate) fn apply(case: &mut Case<'_>) {
    iron(case);
    clotting_time(case);
    if !BLEEDS.iter().any(|c| case.reports(c)) {
        return;
    }
    for draft in
        case.drafts.iter_mut().filter(|d| ["K92.0", "K92.1", "K92.2"].iter().any(|c| d.under(c)))
    {
        draft.withhold(WithheldReason::Integral, "the bleeding of what is coded", Some("OCG-I.B.5"));
    }
}

/// "Iron deficiency anemia, chronic GI blood loss": the loss that the provider names beside the anemia is its
/// cause (Index: Anemia > iron deficiency > secondary to blood loss).
fn iron(case: &mut Case<'_>) {
    // "Iron deficiency anemia from menorrhagia": a loss of blood that goes on.
    const MENSES: &[&str] =
        &["menorrhagia", "heavy menses", "heavy period", "heavy menstrual bleeding", "heavy bleeding"];
    const LOSS: &[&str] =
        &["chronic blood loss", "chronic gi blood loss", "chronic gi bleeding", "chronic bleeding"];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("D50.9") {
            continue;
        }
        let (own, sentence) = (near::own(draft), near::sentence(case, draft));
        let menses = near::cause(case, draft).is_some_and(|c| near::said(case, &c, MENSES));
        let loss = near::find(case, &(own.end..(own.end + 8).min(sentence.end)), LOSS);
        let Some(loss) = loss.or(menses.then_some(own)) else { continue };
        let draft = draft.sentence;
        case.recode(at, "D50.0", "the blood loss is named beside it", "OCG-I.A.15");
        let words = |d: &crate::case::Draft| d.tokens.iter().all(|&t| loss.contains(&(t as usize)));
        for other in
            case.drafts.iter_mut().filter(|d| d.sentence == draft && d.under("K92.2") && words(d))
        {
            other.withhold(WithheldReason::LessSpecific, "part of D50.0", Some("OCG-I.B.9"));
        }
    }
}

/// "Supratherapeutic INR on warfarin": the drug that prolongs the time is named beside it (Tabular R79.1: use
/// additional code for adverse effect, T45.515).
fn clotting_time(case: &mut Case<'_>) {
    let Some(time) = case.reported().find(|d| d.under("R79.1")).cloned() else { return };
    let Some(drug) = near::find(case, &near::sentence(case, &time), &["warfarin", "coumadin"]) else {
        return;
    };
    if ["T45.515", "T45.511", "T45.516"].iter().any(|c| case.drafts.iter().any(|d| d.under(c))) {
        return;
    }
    if case.state("T45.515A", drug, "the drug that prolonged the time", "OCG-I.C.19.e.5.a")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = time.tier;
        added.order = time.order + 1;
    }
}

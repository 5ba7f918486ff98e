//! The symptoms of an enlarged prostate that the note specifies are coded beside N40.1 (Tabular N40.1:
//! use additional code for associated symptoms).

use super::near;
use crate::case::{Case, Fate};
use medcode_model::WithheldReason;
use medcode_note::SectionKind;

/// Symptoms by their words, where they stand in the words of the prostate's own code.
const SYMPTOMS: &[(&[&str], &str)] = &[
    (&["retention"], "R33.8"),
    (&["incomplete emptying", "incomplete bladder emptying"], "R39.14"),
    (&["nocturia"], "R35.1"),
    (&["urinary frequency", "frequency"], "R35.0"),
    (&["urgency"], "R39.15"),
    (&["weak stream", "weak urinary stream", "poor stream"], "R39.12"),
    (&["hesitancy"], "R39.11"),
    (&["straining"], "R39.16"),
];

/// `BPH w retention`: with a symptom of it in its own sentence an enlarged prostate is N40.1.
fn with_retention(case: &mut Case<'_>) {
    const BEHIND: usize = 3;
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("N40.0")) else { return };
    let own = near::beside(case, &case.drafts[at], 0, BEHIND);
    if own.clone().any(|t| {
        case.doc.folded(t) == "retention"
            && matches!(case.doc.folded(t.saturating_sub(1)), "w" | "with" | "urinary" | "and")
    }) {
        case.recode(at, "N40.1", "with a symptom of the lower urinary tract", "OCG-I.A.15");
    }
}

pub(crate) fn apply(case: &mut Case<'_>) {
    radical(case);
    with_retention(case);
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("N40.1")) else { return };
    let like = case.drafts[at].clone();
    let sentence = near::sentence(case, &like);
    for (_, code) in SYMPTOMS {
        // "LUTS: nocturia x4, weak stream" of the history is a symptom of it too.
        for draft in case.drafts.iter_mut().filter(|d| d.under(code)) {
            let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
            if held && draft.context.section == SectionKind::Hpi && draft.context.assertion.is_affirmed()
            {
                draft.fate = Fate::Report;
                draft.tier = like.tier;
                draft.order = like.order + 1;
            }
        }
    }
    for (words, code) in SYMPTOMS {
        let Some(found) = near::find(case, &sentence, words) else { continue };
        if !super::words::is_stated(case, &found) {
            continue;
        }
        for draft in case.drafts.iter_mut().filter(|d| d.sentence == like.sentence) {
            // The same symptom without what it belongs to.
            if *code == "R33.8" && draft.under("R33.9") {
                let detail = "told by the symptom of the prostate";
                draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
            } else if matches!(draft.fate, Fate::Withhold { .. }) && draft.under(code) {
                draft.fate = Fate::Report;
            }
        }
        if case.state(code, found, "a symptom of the enlarged prostate", "OCG-I.A.17")
            && let Some(added) = case.drafts.last_mut()
        {
            added.tier = like.tier;
            added.order = like.order + 1;
        }
    }
}

/// The prostate that was taken out for cancer was taken out whole: erectile dysfunction after it is that
/// after radical prostatectomy (Tabular N52.31).
fn radical(case: &mut Case<'_>) {
    let cancer = ["C61", "Z85.46"].iter().any(|c| case.reports(c));
    if !cancer && case.places.any(&["ralp", "radical prostatectomy"]).is_empty() {
        return;
    }
    for at in 0..case.drafts.len() {
        if case.drafts[at].under("N52.34") {
            case.recode(at, "N52.31", "after a radical prostatectomy", "OCG-I.B.2");
        }
    }
}

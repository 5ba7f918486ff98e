//! Mental and behavioral disorders (OCG I.C.5).

mod alcohol_level;
mod bipolar;
mod dementia;
mod depression;
mod substance;
pub(super) mod tobacco;

use crate::case::{Case, Fate, Tier};
use medcode_model::WithheldReason;

/// Episode, severity, phase, behavior and state of use, by the words of the diagnosis.
pub(super) fn apply(case: &mut Case<'_>) {
    depression::apply(case);
    bipolar::apply(case);
    dementia::apply(case);
    substance::apply(case);
    tobacco::apply(case);
    alcohol_level::apply(case);
    verb(case);
    suicidal(case);
}

/// Suicidal thoughts that the note calls active or gives a plan for are today's finding,
/// wherever it tells of them (OCG I.B.6): no disorder brings them routinely.
fn suicidal(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let told = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        if !told || !draft.under("R45.851") || !draft.context.assertion.is_affirmed() {
            continue;
        }
        let within = super::words::sentence(case, draft);
        let near = |t: usize| matches!(case.doc.folded(t), "active" | "plan" | "intent");
        if within.into_iter().any(near) {
            let draft = &mut case.drafts[at];
            draft.fate = Fate::Report;
            draft.tier = draft.tier.max(Tier::Discussed);
            draft.reasons.push("suicidal thoughts stated as active".into());
        }
    }
}

/// "Add" that begins an order is a verb, not the short form of attention deficit disorder.
fn verb(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let [token] = draft.tokens[..] else { continue };
        let is_verb =
            (draft.under("F98.8") || draft.under("F90")) && case.doc.raw(token as usize) != "ADD";
        if is_verb && case.doc.folded(token as usize) == "add" {
            case.drafts[at].withhold(WithheldReason::NotReportable, "a verb", None);
        }
    }
}

/// How severe a disorder is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Severity {
    Mild,
    Moderate,
    Severe,
}

/// The severity that stands in some tokens, if only one does.
fn severity(case: &Case<'_>, within: &std::ops::Range<usize>) -> Option<Severity> {
    let all = [
        (Severity::Mild, &["mild"][..]),
        (Severity::Moderate, &["moderate", "mod", "moderately"][..]),
        (Severity::Severe, &["severe", "severely"][..]),
    ];
    let mut said = all.iter().filter(|(_, w)| super::words::says(case, within, w).is_some());
    match (said.next(), said.next()) {
        (Some((severity, _)), None) => Some(*severity),
        _ => None,
    }
}

/// Hallucinations, delusions and what else makes an episode psychotic.
const PSYCHOTIC: &[&str] = &[
    "psychotic",
    "psychosis",
    "hallucination",
    "paranoid",
    "paranoia",
    "delusion",
    "delusional",
    "hallucinating",
];

//! What the provider assessed is reported; what stands in lists is not (OCG IV.J, III).

use crate::case::{Case, Draft, Tier};
use crate::coder::REPORTED_FROM;
use medcode_model::WithheldReason;

/// Withholds conditions that were not assessed at this encounter.
pub(crate) fn apply(case: &mut Case<'_>) {
    let inpatient = case.facts.setting.is_inpatient();
    let treated: Vec<bool> =
        case.drafts.iter().map(|d| d.tier == Tier::Discussed && is_treated(case, d)).collect();
    for (draft, treated) in case.drafts.iter_mut().zip(treated) {
        if treated && !draft.is_symptom() {
            draft.tier = Tier::Assessed;
            continue;
        }
        let needed = if draft.is_symptom() || !inpatient { Tier::Assessed } else { REPORTED_FROM };
        if draft.is_external_cause() {
            continue;
        }
        if draft.tier < needed {
            draft.withhold(
                WithheldReason::NotAddressed,
                format!("read in {}, not assessed", draft.context.section.id()),
                Some("OCG-IV.J"),
            );
        }
    }
}

/// Whether the sentence treats the condition: "start ezetimibe for mixed HLD".
fn is_treated(case: &Case<'_>, draft: &Draft) -> bool {
    let doc = case.doc;
    let Some(&first) = draft.tokens.first() else { return false };
    let first = first as usize;
    let Some(sentence) = doc.sentence_of(first) else { return false };
    let start = doc.sentences()[sentence].tokens.0 as usize;
    let before = (start.max(first.saturating_sub(4))..first).rev();
    let for_it = before.clone().any(|t| matches!(doc.folded(t), "for" | "treat" | "treating"));
    let treats = (start..first).any(|t| TREATS.contains(&doc.folded(t)));
    for_it && treats
}

/// Verbs of treatment.
const TREATS: &[&str] = &[
    "start",
    "started",
    "starting",
    "continue",
    "continued",
    "cont",
    "refill",
    "refilled",
    "increase",
    "increased",
    "resume",
    "resumed",
    "prescribe",
    "prescribed",
    "rx",
    "treat",
    "treated",
    "begin",
    "began",
    "added",
    "add",
    "on",
    "given",
    "gave",
];

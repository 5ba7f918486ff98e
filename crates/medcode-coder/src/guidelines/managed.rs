//! A disease of the history whose treatment is managed in the same stay or procedure affects care
//! and is coded: "T2DM on metformin, held today", "rosuvastatin raised to 40" (OCG III, IV.J).

use super::near;
use crate::case::{Case, Draft, Fate, Tier};
use crate::drug::DrugAt;
use medcode_model::{Setting, WithheldReason};
use medcode_note::{Gap, SectionKind};

/// Diseases and the classes of drugs that treat them.
const TREATED_BY: &[(&[&str], &[&str])] = &[
    (&["E78"], &["statin", "lipid-lowering"]),
    (&["E10", "E11", "E13"], &["insulin", "oral-hypoglycemic", "injectable-noninsulin-antidiabetic"]),
    (
        &["I10"],
        &["ace-inhibitor", "arb", "calcium-channel-blocker", "antihypertensive-other", "diuretic"],
    ),
    (&["E03"], &["thyroid"]),
];

/// What is done with a drug that is managed.
const MANAGED: &[&str] = &[
    "held",
    "hold",
    "holding",
    "resumed",
    "resume",
    "restarted",
    "restart",
    "raised",
    "increased",
    "decreased",
    "reduced",
    "continued",
    "continue",
    "back",
    "given",
    "switched",
    "refilled",
    "adjusted",
];

/// Words that treat the dependence of a smoker.
const SMOKING: &[&str] = &["varenicline", "chantix", "nicotine patch", "nrt", "nicotine replacement"];
const COUNSELED: &[&str] =
    &["counseled to stop smoking", "smoking cessation", "tobacco cessation", "counseled on smoking"];

pub(crate) fn apply(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() && case.facts.setting != Setting::OutpatientProcedure {
        return;
    }
    let managed: Vec<bool> = TREATED_BY.iter().map(|(_, classes)| by_drug(case, classes)).collect();
    let quitting = by_quitting(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let treated = TREATED_BY.iter().zip(&managed);
        let drug = treated.into_iter().any(|((codes, _), m)| *m && codes.iter().any(|c| draft.under(c)));
        let taken = case.facts.setting.is_inpatient() && is_chronic(draft) && is_on_drug(case, draft);
        if !(drug || taken || quitting && draft.under("F17")) {
            continue;
        }
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        let history =
            draft.context.section.is_history_list() || draft.context.section == SectionKind::Hpi;
        let repeated = case.reported().any(|d| d.code.category() == draft.code.category());
        if !held || !history || repeated || !draft.context.assertion.is_affirmed() {
            continue;
        }
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = Tier::Discussed;
        draft.reasons.push("its treatment was managed at this encounter".into());
        draft.authority.push("OCG-IV.J");
    }
}

/// A drug of these classes of which the note says what was done with it.
fn by_drug(case: &Case<'_>, classes: &[&str]) -> bool {
    let of = |a: &&DrugAt| classes.contains(&case.lexicon.drugs.drug(a.number).class);
    case.drugs.iter().filter(of).any(|a| is_managed(case, a))
}

fn is_managed(case: &Case<'_>, at: &DrugAt) -> bool {
    let sentence = case.doc.sentence_of(at.first);
    let end = (at.end + 5).min(case.doc.tokens().len());
    let near = at.first.saturating_sub(2)..end;
    near.filter(|&t| case.doc.sentence_of(t) == sentence).any(|t| MANAGED.contains(&case.doc.folded(t)))
}

/// Diseases that last: what a drug is taken for at home is treated in the stay too (OCG III).
fn is_chronic(draft: &Draft) -> bool {
    matches!(draft.code.bytes()[0], b'B'..=b'N') && !draft.is_symptom()
}

/// Whether the disease is told with its drug: "gout on allopurinol", "AF (apixaban)".
fn is_on_drug(case: &Case<'_>, draft: &Draft) -> bool {
    let Some(&last) = draft.tokens.iter().max() else { return false };
    let after = last as usize + 1;
    let drug = case.drugs.iter().find(|d| (after..after + 5).contains(&d.first));
    drug.is_some_and(|d| {
        let same = case.doc.sentence_of(d.first) == Some(draft.sentence as usize);
        let on = (after..d.first).any(|t| matches!(case.doc.folded(t), "on" | "take" | "taking"));
        let apart = (after..=d.first).skip(1).any(|t| case.doc.gap(t).has(Gap::SEMICOLON));
        same && !apart
            && (on
                || d.first == after
                    && case
                        .doc
                        .gap(after)
                        .has(Gap::OPEN.with(Gap::DASH).with(Gap::HYPHEN).with(Gap::COLON)))
    })
}

/// A drug or advice against smoking.
fn by_quitting(case: &Case<'_>) -> bool {
    near::said(case, &near::note(case), SMOKING) || near::said(case, &near::note(case), COUNSELED)
}

//! A systemic disease that lasts bears on every stay: its care, monitoring and drugs go on, so that it
//! is a secondary diagnosis wherever a provider of the stay documents it (OCG III).

use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::{Setting, WithheldReason};
use medcode_note::SectionKind;

/// Diseases that nobody is without for a stay: of heart and vessels, lungs, kidney and liver,
/// metabolism, brain, joints, immunity.
const SYSTEMIC: &[&str] = &[
    "B18", "B20", "D57", "D86", "E03", "E10", "E11", "E13", "E84", "E66", "E78", "F01", "F02", "F03",
    "F17", "F20", "F25", "F31", "F32", "F33", "F41", "G20", "G30", "G35", "G40", "G47.33", "I10", "I11",
    "I12", "I13", "I25.1", "I25.5", "I25.81", "I27.2", "I42", "I48", "I50.2", "I50.3", "I50.4", "I69",
    "I73.9", "J43", "J44", "J45", "J84.1", "K21", "K70.3", "K74.6", "M05", "M06", "M32", "N18", "Z85",
    "Z87.891",
];

/// Readmits what is held only for being told elsewhere than in an assessment.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.setting == Setting::OutpatientProcedure {
        return anesthesia(case);
    }
    if !case.facts.setting.is_inpatient() {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        if !held || !(is_systemic(draft) || is_acute(draft)) || draft.context.carried_forward {
            continue;
        }
        use SectionKind as K;
        let seen = matches!(draft.context.section, K::Ros | K::Exam | K::Vitals | K::Labs);
        let told = draft.context.assertion.is_affirmed() && !seen;
        // Ischemic cardiomyopathy does not tell the coronary disease.
        let same = |d: &Draft| {
            let kinds = d.under("I25") && d.code.bytes()[3] != draft.code.bytes()[3];
            d.code.category() == draft.code.category() && !kinds
        };
        let repeated = case.reported().any(same);
        if told && !repeated {
            let draft = &mut case.drafts[at];
            draft.fate = Fate::Report;
            draft.reasons.push("a lasting disease of the patient, documented in the stay".into());
            draft.authority.push("OCG-III");
        }
    }
}

/// "ASA 3: OSA, HTN, DM2": what the physical status was given for bears on the anesthesia (OCG IV.J).
fn anesthesia(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        let disease = !draft.is_symptom() && !draft.under("Z") && !draft.is_external_cause();
        if held && disease && draft.context.assertion.is_affirmed() && follows_status(case, draft) {
            let draft = &mut case.drafts[at];
            draft.fate = Fate::Report;
            draft.tier = draft.tier.max(Tier::Discussed);
            draft.reasons.push("what the physical status was given for".into());
            draft.authority.push("OCG-IV.J");
        }
    }
}

/// Whether the physical status stands before a disease in its sentence.
fn follows_status(case: &Case<'_>, draft: &Draft) -> bool {
    let Some(&first) = draft.tokens.first() else { return false };
    let start = case.doc.sentences()[draft.sentence as usize].tokens.0 as usize;
    let status = |t: usize| {
        let class = case.doc.folded(t + 1);
        case.doc.folded(t) == "asa"
            && matches!(class, "1" | "2" | "3" | "4" | "5" | "ii" | "iii" | "iv" | "class")
    };
    (start..first as usize).any(status)
}

/// Acute disease that no stay is without effect of, told by a provider of the stay and not as history.
fn is_acute(draft: &Draft) -> bool {
    const ACUTE: &[&str] = &[
        "A40", "A41", "D62", "E43", "E44.0", "F05", "G93.4", "I21", "J80", "J96.0", "J96.2", "K72.0",
        "N17", "R57.0", "R57.1", "G97.4", "I97.4", "I97.5", "J95.6", "J95.7", "K91.6", "K91.7", "N99.6",
        "N99.7",
    ];
    let section = draft.context.section;
    !section.is_history_list() && section != SectionKind::Hpi && ACUTE.iter().any(|c| draft.under(c))
}

fn is_systemic(draft: &Draft) -> bool {
    SYSTEMIC.iter().any(|c| draft.under(c))
}

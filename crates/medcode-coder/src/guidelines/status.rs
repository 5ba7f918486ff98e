//! Status codes of devices, organs and dependence that bear on care are reported wherever
//! the note tells of them (OCG I.C.21.c.3); a device that is adjusted or has failed needs
//! none.

use crate::case::{Case, Draft, Fate};
use medcode_model::{Experiencer, Presence, Setting, WithheldReason};
use medcode_note::{Gap, SectionKind};

/// A status and the conditions to which it belongs; none: it bears on any care.
const STATUS: &[(&str, &[&str])] = &[
    ("Z96.41", &["E08", "E09", "E10", "E11", "E13"]),
    ("Z99.81", &["J"]),
    ("Z99.2", &["N18", "I12", "I13"]),
    ("Z95.0", &["I"]),
    ("Z95.810", &["I"]),
    ("Z95.1", &["I20", "I21", "I22", "I24", "I25"]),
    ("Z95.5", &["I20", "I21", "I22", "I24", "I25"]),
    ("Z95.2", &["I"]),
    ("Z95.3", &["I"]),
    // Tabular Z47.1: use additional code to identify the joint.
    ("Z96.6", &["Z47.1"]),
    ("Z94", &[]),
    ("Z93", &[]),
    ("Z89", &[]),
    ("Z99.1", &[]),
    ("Z66", &[]),
    // Tabular J41-J44, C34: use additional code for the history of tobacco dependence.
    ("Z87.891", &["J41", "J42", "J43", "J44", "C34"]),
];

/// A status that says what the encounter is about: not beside it (Excludes1, Tabular).
const REPLACED: &[(&str, &str)] = &[
    ("Z95.0", "Z45.01"),
    ("Z95.810", "Z45.02"),
    ("Z95.0", "T82.1"),
    ("Z95.0", "T82.7"),
    ("Z95.810", "T82.1"),
    ("Z95.810", "T82.7"),
    ("Z98.61", "Z95.5"),
    ("Z96.41", "Z46.81"),
    ("Z96.41", "T85.6"),
    ("Z94.0", "T86.1"),
    ("Z94.1", "T86.2"),
    ("Z94.4", "T86.4"),
];

/// Reports what bears on a reported condition, withholds what another code says.
pub(crate) fn apply(case: &mut Case<'_>) {
    let wanted: Vec<usize> = (0..case.drafts.len()).filter(|&n| bears(case, &case.drafts[n])).collect();
    for at in wanted {
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.reasons.push("a status that bears on the conditions treated".into());
        draft.authority.push("OCG-I.C.21.c.3");
    }
    // A state after surgery that nothing is said of, in a note without an assessment.
    for draft in case.drafts.iter_mut().filter(|d| d.under("Z98.890")) {
        if matches!(draft.context.section, SectionKind::Other | SectionKind::Unsectioned) {
            let detail = "told, and bears on nothing that is coded";
            draft.withhold(WithheldReason::NotAddressed, detail, Some("OCG-I.C.21.c.3"));
        }
    }
    let done: Vec<bool> =
        case.drafts.iter().map(|d| is_of_stay(case, d) || is_placed_now(case, d)).collect();
    for (draft, _) in case.drafts.iter_mut().zip(done).filter(|(_, done)| *done) {
        let detail = "what this encounter did is its procedure, not yet a status";
        draft.withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.21.c.3"));
    }
    for (status, by) in REPLACED {
        if !case.reports(by) {
            continue;
        }
        for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.under(status)) {
            draft.withhold(WithheldReason::Excluded, format!("{by} says it"), Some("OCG-I.C.21.c.3"));
        }
    }
}

/// Held only for want of an assessment, the patient's own, and of a condition that is coded.
fn bears(case: &Case<'_>, draft: &Draft) -> bool {
    let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
    let at = draft.context.assertion;
    let own = at.presence == Presence::Present && at.experiencer == Experiencer::Patient;
    let listed = STATUS.iter().find(|(status, _)| draft.under(status));
    // "Procedure: right BKA" is done by this stay.
    let amputated_now = draft.under("Z89") && draft.context.section == SectionKind::Procedure;
    held && own
        && !is_placed_now(case, draft)
        && !amputated_now
        && !is_stretched(case, draft)
        && !draft.context.carried_forward
        && listed.is_some_and(|(_, with)| with.is_empty() || with.iter().any(|p| case.reports(p)))
}

/// "S/p appendectomy" where a stay is summed up is what was done in it, unless a year or a word
/// says that it was long ago.
fn is_of_stay(case: &Case<'_>, draft: &Draft) -> bool {
    use medcode_note::SectionKind as K;
    const BEFORE: &[&str] = &[
        "prior",
        "previous",
        "previously",
        "history",
        "hx",
        "h",
        "remote",
        "old",
        "ago",
        "year",
        "distant",
    ];
    let status = ["Z90", "Z96.6", "Z98"].iter().any(|c| draft.under(c)) && !draft.under("Z98.8");
    let summed_up = matches!(
        draft.context.section,
        K::FinalDiagnosis | K::HospitalCourse | K::Assessment | K::AssessmentPlan | K::PostopDiagnosis
    );
    if !status || !summed_up || !case.facts.setting.is_inpatient() {
        return false;
    }
    let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
    let long_ago = |t: u32| {
        let word = case.doc.folded(t as usize);
        let year = word.parse::<u16>().is_ok_and(|n| (1950..=2100).contains(&n));
        year || BEFORE.contains(&word)
    };
    let now = draft.tokens.iter().any(|&t| matches!(case.doc.folded(t as usize), "s" | "status"));
    now && !(low..high).any(long_ago)
}

/// "History of depression, smoking": what a list joins is not said of the smoking.
fn is_stretched(case: &Case<'_>, draft: &Draft) -> bool {
    let (first, last) = (draft.tokens.iter().min(), draft.tokens.iter().max());
    let Some((&first, &last)) = first.zip(last) else { return false };
    draft.under("Z87.891")
        && (first + 1..=last).any(|t| case.doc.gap(t as usize).has(Gap::COMMA.with(Gap::SEMICOLON)))
}

/// Devices that an encounter puts in: by then a procedure, not yet a status.
const PUT_IN: &[&str] = &["Z95.0", "Z95.810", "Z95.5", "Z95.2", "Z95.820", "Z95.828", "Z96.1", "Z96.6"];

/// Words by which a device was there before.
const OLD: &[&str] = &[
    "prior",
    "previous",
    "previously",
    "patent",
    "history",
    "hx",
    "h",
    "s",
    "status",
    "old",
    "known",
    "existing",
    "has",
    "had",
    "restenosis",
    "isr",
    "revision",
    "interrogation",
    "check",
    "ago",
    "since",
    "chronic",
    "removed",
    "removal",
    "explanted",
    "exchange",
    "replacement",
];

/// A device that this encounter placed is a procedure, not yet a status.
fn is_placed_now(case: &Case<'_>, draft: &Draft) -> bool {
    const VERBS: &[&str] = &[
        "deployed",
        "placed",
        "placement",
        "overlapping",
        "timi",
        "implantation",
        "implanted",
        "implant",
        "inserted",
        "insertion",
    ];
    if !PUT_IN.iter().any(|c| draft.under(c)) || draft.context.section.is_history_list() {
        return false;
    }
    let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
    let says = |words: &[&str]| (low..high).any(|t| words.contains(&case.doc.folded(t as usize)));
    let year = (low..high)
        .any(|t| case.doc.folded(t as usize).parse::<u16>().is_ok_and(|n| (1950..2100).contains(&n)));
    if draft.under("Z95.5") && says(VERBS) && !says(&["prior", "previous"]) {
        return true;
    }
    // Where an operation is told, a stent named with its artery is what was put in.
    let told = case.facts.setting == Setting::OutpatientProcedure && draft.under("Z95.5");
    (told || says(VERBS)) && !says(OLD) && !year
}

//! An amputation that no accident made is an operation or its result: the absence of the limb, not an
//! injury (OCG I.C.21.c.3; Index: Amputation, see also Absence, by site, acquired).

use crate::case::{Case, Draft, Fate};
use crate::guidelines::near;
use medcode_model::{Setting, WithheldReason};
use medcode_note::SectionKind;

/// Traumatic amputations, and the acquired absence of the same part, but for its side.
const PARTS: &[(&str, &str)] = &[
    ("S98.11", "Z89.41"),
    ("S98.12", "Z89.41"),
    ("S98.1", "Z89.42"),
    ("S98.2", "Z89.42"),
    ("S98.0", "Z89.43"),
    ("S98.3", "Z89.43"),
    ("S98.9", "Z89.43"),
    ("S88.1", "Z89.51"),
    ("S88.9", "Z89.51"),
    ("S78.1", "Z89.61"),
    ("S78.9", "Z89.61"),
    ("S68.0", "Z89.01"),
    ("S68.1", "Z89.02"),
    ("S68.4", "Z89.12"),
    ("S58.1", "Z89.21"),
    ("S48.1", "Z89.22"),
];

/// Words by which an accident took the part.
const ACCIDENT: &[&str] = &[
    "traumatic",
    "trauma",
    "accident",
    "accidental",
    "accidentally",
    "saw",
    "severed",
    "avulsed",
    "crush",
    "crushed",
    "mower",
    "machine",
    "machinery",
    "blade",
    "knife",
    "reimplantation",
    "replantation",
    "injury",
    "injured",
    "mvc",
    "explosion",
    "blast",
    "firework",
    "gunshot",
];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.facts.setting == Setting::Ed {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some((_, absence)) = PARTS.iter().find(|(injury, _)| draft.under(injury)) else { continue };
        let around = near::problem(case, draft);
        if around.clone().any(|t| ACCIDENT.contains(&case.doc.folded(t))) {
            continue;
        }
        if is_operation(case, draft) {
            let detail = "the amputation is the operation, not an injury";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.21.c.3"));
            continue;
        }
        let side = match draft.code.bytes().get(5) {
            Some(b'1') => '1',
            Some(b'2') => '2',
            _ => '9',
        };
        let code = format!("{absence}{side}");
        let healed = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::Historical, .. });
        let by = "no accident made it: the part is absent since the operation";
        if case.recode(at, &code, by, "OCG-I.C.21.c.3") && healed {
            case.drafts[at].fate = Fate::Report;
        }
    }
}

/// Whether the words tell of the operation itself: in an account of it, or in a plan for it.
fn is_operation(case: &Case<'_>, draft: &Draft) -> bool {
    use SectionKind as K;
    let section = draft.context.section;
    matches!(section, K::Procedure | K::Title | K::Plan | K::HospitalCourse | K::Indication)
        || case.facts.setting == Setting::OutpatientProcedure
        || case.facts.setting.is_inpatient() && !section.is_history_list()
}

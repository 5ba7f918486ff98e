//! Does the note show a visit at all, and may its time choose the level?

use super::family::Family;
use super::level::{By, Column, Level, Step};
use super::problems::Problems;
use super::view::View;
use super::visit::time;
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::Span;
use medcode_note::SectionKind;

/// Whether the note tells of no problem, test, decision, time, history or examination.
pub(super) fn nothing(
    view: &View<'_>,
    visit: &Encounter<'_>,
    services: &[Service],
    problems: &Problems,
    columns: [&Column; 2],
) -> bool {
    problems.all.is_empty()
        && visit.diagnoses.is_empty()
        && columns.iter().all(|c| c.counted.is_empty())
        && services.is_empty()
        && time::total(view).is_none()
        && !view.doc.sections().iter().any(|s| evaluates(s.kind))
}

/// Whether the note tells of drugs given by infusion or push and of no evaluation: what a nurse
/// writes where they are given (Medicare Claims Processing Manual ch. 12 §30.5).
pub(super) fn only_given(view: &View<'_>, services: &[Service]) -> bool {
    let infused = |s: &Service| {
        s.is_reported()
            && (("96360".."96380").contains(&s.code.compact())
                || ("96401".."96426").contains(&s.code.compact()))
            && s.code.compact() != "96372"
    };
    services.iter().any(infused)
        && time::total(view).is_none()
        && !view.doc.sections().iter().any(|s| evaluates(s.kind))
}

/// Whether a note of a few words tells of tests, vaccines and the like alone: no decision, at most one
/// problem, no history or examination.
pub(super) fn only_services(
    view: &View<'_>,
    services: &[Service],
    problems: &Problems,
    risk: &Column,
) -> bool {
    const FEW: usize = 4;
    let billed = services.iter().any(|s| s.is_reported() && s.family != "drug");
    billed
        && risk.counted.is_empty()
        && problems.all.len() <= 1
        && view.doc.sentences().len() <= FEW
        && time::total(view).is_none()
        && !view.doc.sections().iter().any(|s| evaluates(s.kind))
}

/// Words of what a practitioner does at a visit.
const ACTS: &[&str] = &[
    "exam",
    "exm",
    "examined",
    "pe",
    "ttp",
    "tender",
    "tenderness",
    "nontender",
    "rom",
    "erythema",
    "lungs",
    "cta",
    "rrr",
    "abd",
    "reassured",
    "reassure",
    "reassurance",
    "discuss",
    "discussed",
    "counsel",
    "counseled",
    "counselled",
    "advised",
    "advise",
    "explained",
    "plan",
    "refer",
    "referred",
    "referral",
    "rtc",
    "fu",
    "followup",
    "follow",
    "return",
    "returns",
    "observe",
    "order",
    "ordered",
    "recommend",
    "recommended",
    "visit",
    "seen",
    "complains",
    "complaint",
    "cc",
    "presents",
    "denies",
    "est",
    "established",
    "new",
    "stable",
    "monitor",
    "rec",
    "rx",
    "trial",
];

/// Whether a section or a word tells that a practitioner evaluated: history, examination, advice, a plan.
pub(super) fn tells_evaluation(view: &View<'_>) -> bool {
    let doc = view.doc;
    // `No complaints`, `per standing order`, `ordered by`: nobody's visit today.
    let denied = |t: usize| {
        let before = if t > 0 { doc.folded(t - 1) } else { "" };
        matches!(before, "no" | "not" | "without" | "standing" | "per")
            || doc.folded(t).starts_with("order") && doc.folded(t + 1) == "by"
    };
    doc.sections().iter().any(|s| evaluates(s.kind))
        || (0..doc.tokens().len()).any(|t| ACTS.contains(&doc.folded(t)) && !denied(t))
}

/// Whether an office note that reaches the lowest level alone tells of nothing that a practitioner
/// does at a visit: a diagnosis stands there, no examination, decision, advice or plan.
pub(super) fn barely(view: &View<'_>, level: &Level) -> bool {
    const FEW: usize = 8;
    level.family == Family::Office
        && level.by == By::Mdm
        && level.mdm == Step::Minimal
        && level.risk.counted.is_empty()
        && level.time.is_none()
        && view.doc.sentences().len() <= FEW
        && !tells_evaluation(view)
}

/// Whether a section of this kind is written at a visit.
const fn evaluates(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::ChiefComplaint
            | K::Hpi
            | K::Ros
            | K::Exam
            | K::Vitals
            | K::Assessment
            | K::Plan
            | K::AssessmentPlan
            | K::FinalDiagnosis
    )
}

/// Whether psychotherapy is reported beside the visit: then its level goes by decision making,
/// never by time (the AMA's guidelines on psychotherapy with E/M).
pub(super) fn psychotherapy(services: &[Service]) -> bool {
    let talk = |s: &Service| matches!(s.code.compact(), "90833" | "90836" | "90838");
    services.iter().any(|s| s.is_reported() && talk(s))
}

/// A few words of the columns that reach the level: the riskiest decision, the worst problem.
pub(super) fn deciding(level: &Level) -> Vec<Span> {
    let mut out = Vec::new();
    for column in [&level.risk, &level.problems, &level.data] {
        let best = column.counted.iter().max_by_key(|e| e.step);
        if let Some(words) = best.and_then(|e| e.words.first()) {
            out.push(*words);
        }
    }
    out
}

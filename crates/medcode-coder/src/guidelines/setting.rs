//! What the provider assessed is reported; what stands in lists is not (OCG IV.J, III).

use crate::case::{Case, Draft, Tier};
use crate::coder::REPORTED_FROM;
use crate::tier::states_final;
use medcode_model::{Setting, WithheldReason};
use medcode_note::SectionKind;

/// Withholds conditions that were not assessed at this encounter.
pub(crate) fn apply(case: &mut Case<'_>) {
    let inpatient = case.facts.setting.is_inpatient();
    let doc = case.doc;
    let finals = inpatient && states_final(case.doc);
    let treated: Vec<bool> = case
        .drafts
        .iter()
        .map(|d| d.tier == Tier::Discussed && (is_treated(case, d) || is_managed(case, d)))
        .collect();
    let found: Vec<bool> = case.drafts.iter().map(|d| is_finding(case, d)).collect();
    let operated: Vec<bool> = case.drafts.iter().map(|d| is_operated(case, d)).collect();
    let all = case.drafts.iter_mut().zip(treated).zip(found).zip(operated);
    for (((draft, treated), found), operated) in all {
        // A stay or an emergency is no screening; what one found before is history.
        let screens = ["Z11", "Z12", "Z13"].iter().any(|c| draft.under(c));
        if screens && (inpatient || case.facts.setting == Setting::Ed) {
            draft.withhold(
                WithheldReason::NotReportable,
                "the stay is no screening",
                Some("OCG-I.C.21.c.5"),
            );
        }
        if (treated || operated) && !draft.is_symptom() {
            draft.tier = Tier::Assessed;
            continue;
        }
        if found {
            draft.tier = draft.tier.min(Tier::Told);
        }
        // "Chronic pain, long-term opioid": its use is told with the problem, it heads none.
        let use_told = draft.under("Z79.891");
        let needed =
            if felt(draft) || !(inpatient || use_told) { Tier::Assessed } else { REPORTED_FROM };
        if draft.is_external_cause() {
            continue;
        }
        // Where final diagnoses stand by themselves, what was felt on the way is no diagnosis.
        // An item of a list of events is one.
        let item = doc.line_at(draft.evidence[0].start).is_some_and(|l| l.marker.is_some());
        let on_the_way =
            finals && !item && felt(draft) && draft.context.section == SectionKind::HospitalCourse;
        if draft.tier < needed || on_the_way {
            draft.withhold(
                WithheldReason::NotAddressed,
                format!("read in {}, not assessed", draft.context.section.id()),
                Some("OCG-IV.J"),
            );
        }
    }
}

/// Signs and symptoms, and pain of a part or a sore throat, which stand in other chapters.
fn felt(draft: &Draft) -> bool {
    const ELSEWHERE: &[&str] = &["J02.9", "M79.6", "M25.5", "M54.2", "M54.5", "M54.6", "M54.9"];
    draft.is_symptom() && !is_diagnosis(draft) || ELSEWHERE.iter().any(|c| draft.under(c))
}

/// Conditions among the symptoms of chapter 18.
fn is_diagnosis(draft: &Draft) -> bool {
    ["R73.03", "R73.9", "R65", "R45.851", "R57.0", "R57.1", "R64", "R78.81", "R18"]
        .iter()
        .any(|c| draft.under(c))
}

/// Whether the text below a problem tells what was felt or seen on examination: "the prostate
/// felt slightly enlarged on exam" names no diagnosis.
fn is_finding(case: &Case<'_>, draft: &Draft) -> bool {
    // "The examination of the eye fundus showed ..." was done, it is not what one came for.
    let shows = |t: usize| matches!(case.doc.folded(t), "showed" | "show" | "revealed" | "demonstrated");
    if draft.under("Z00") || draft.under("Z01") {
        let end = draft.tokens.iter().max().map_or(0, |&t| t as usize + 1);
        let same = |t: &usize| case.doc.sentence_of(*t) == Some(draft.sentence as usize);
        if (end..(end + 5).min(case.doc.tokens().len())).filter(same).any(shows) {
            return true;
        }
    }
    let assessed =
        matches!(draft.context.section, SectionKind::Assessment | SectionKind::AssessmentPlan);
    if !assessed || draft.context.problem_heading {
        return false;
    }
    let Some(sentence) = case.doc.sentences().get(draft.sentence as usize) else { return false };
    let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
    let on_exam = case.places.any(&["on exam", "on examination", "on palpation"]);
    let felt = tokens.clone().any(|t| matches!(case.doc.folded(t), "felt" | "feel" | "palpated"));
    felt && on_exam.iter().any(|r| tokens.contains(&r.start))
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

/// Whether, in a note without an assessment, the statement goes on to say what is done:
/// "rosacea, stable on metronidazole", "onychomycosis, terbinafine started".
fn is_managed(case: &Case<'_>, draft: &Draft) -> bool {
    const DONE: &[&str] = &[
        "started",
        "start",
        "continue",
        "continued",
        "refilled",
        "prescribed",
        "treated",
        "cryotherapy",
        "stable",
        "controlled",
        "uncontrolled",
        "worsening",
        "improving",
        "improved",
    ];
    if case.has_assessment || !draft.context.assertion.is_affirmed() {
        return false;
    }
    let Some(&last) = draft.tokens.last() else { return false };
    let Some(sentence) = case.doc.sentences().get(draft.sentence as usize) else { return false };
    let after = last as usize + 1..(sentence.tokens.1 as usize).min(last as usize + 10);
    let stable = case.places.phrase("stable on");
    after.clone().any(|t| DONE.contains(&case.doc.folded(t)))
        || stable.iter().any(|r| after.contains(&r.start))
}

/// Whether an account of a procedure, in a note without an assessment, says what was done to the
/// condition: "actinic keratoses x7 LN2", "abscess opened, pus out".
fn is_operated(case: &Case<'_>, draft: &Draft) -> bool {
    const DONE: &[&str] = &[
        "ln2",
        "frozen",
        "cryotherapy",
        "cryo",
        "nitrogen",
        "excised",
        "shaved",
        "curetted",
        "injected",
        "drained",
        "opened",
        "incised",
        "pared",
        "debrided",
        "removed",
        "destroyed",
        "cauterized",
        "repaired",
        "closed",
        "snared",
    ];
    let account = draft.context.section == SectionKind::Procedure;
    if !account || case.has_assessment || !draft.context.assertion.is_affirmed() {
        return false;
    }
    let Some(sentence) = case.doc.sentences().get(draft.sentence as usize) else { return false };
    let mut own = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
    own.any(|t| DONE.contains(&case.doc.folded(t)))
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

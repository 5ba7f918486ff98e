//! Aftercare: the removal of stitches that is still to come is none; that of a joint replacement names the joint by an additional code (Tabular Z47.1: use
//! additional code Z96.6-; OCG I.C.21.c.7).

use super::near;
use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::{Presence, Setting, Temporality, WithheldReason};
use medcode_note::SectionKind;
use std::ops::Range;

/// A joint, its artificial one on the right, the left, both sides, and without a side.
const JOINTS: &[(&[&str], [&str; 4])] = &[
    (&["knee", "tka", "tkr"], ["Z96.651", "Z96.652", "Z96.653", "Z96.659"]),
    (&["hip", "tha", "thr"], ["Z96.641", "Z96.642", "Z96.643", "Z96.649"]),
    (&["shoulder", "tsa", "rtsa"], ["Z96.611", "Z96.612", "Z96.619", "Z96.619"]),
    (&["ankle"], ["Z96.661", "Z96.662", "Z96.669", "Z96.669"]),
];

/// Withholds what is to come; adds the joint.
pub(crate) fn apply(case: &mut Case<'_>) {
    to_come(case);
    new_joint(case);
    of_injury(case);
    by_system(case);
    of_joint(case);
    let Some(draft) = case.reported().find(|d| d.under("Z47.1")).cloned() else { return };
    if case.reports("Z96.6") {
        return;
    }
    let places = [near::sentence(case, &draft), near::problem(case, &draft), near::note(case)];
    let Some((joint, at)) = places.iter().find_map(|place| joint(case, place)) else { return };
    let side = places.iter().find_map(|place| side(case, place)).unwrap_or(3);
    case.state(joint[side], at..at + 1, "the joint that was replaced", "OCG-I.C.21.c.7");
    if let Some(added) = case.drafts.last_mut().filter(|d| d.under("Z96.6")) {
        added.tier = draft.tier;
    }
}

/// "Removal of sutures, R knee laceration healed": the injury with the character for subsequent care, no code of
/// aftercare (OCG I.C.21.c.7).
fn of_injury(case: &mut Case<'_>) {
    let clinic = matches!(case.facts.setting, Setting::Office | Setting::Telehealth);
    let stitches = case.drafts.iter().any(|d| d.under("Z48.0") && d.is_reported());
    if !clinic || !stitches {
        return;
    }
    let healing = |d: &Draft| {
        let healed =
            matches!(d.fate, Fate::Report | Fate::Withhold { reason: WithheldReason::Historical, .. });
        d.under("S") && healed && d.code.compact().ends_with('D')
    };
    let Some(at) = case.drafts.iter().position(healing) else { return };
    let draft = &mut case.drafts[at];
    draft.fate = Fate::Report;
    draft.tier = draft.tier.max(Tier::Discussed);
    for draft in case.drafts.iter_mut().filter(|d| d.under("Z48.0")) {
        let detail = "the injury with its seventh character tells the aftercare";
        draft.withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.21.c.7"));
    }
}

/// "16 wks s/p R TKA ... R TKA doing great": the visit that follows up a joint replaced within the year is
/// its aftercare (Tabular Z47.1).
fn new_joint(case: &mut Case<'_>) {
    let clinic = matches!(case.facts.setting, Setting::Office | Setting::Telehealth);
    if !clinic || case.reports("Z47") || case.reports("T84") {
        return;
    }
    let recent = |d: &Draft| {
        let held =
            matches!(d.fate, Fate::Report | Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        d.under("Z96.6")
            && held
            && d.context.assertion.presence == Presence::Present
            && is_recent(case, d)
    };
    let Some(status) = case.drafts.iter().find(|d| recent(d)).cloned() else { return };
    let Some(heading) = followed(case, &status) else { return };
    if case.state("Z47.1", heading, "the follow-up of a joint replaced lately", "OCG-I.C.21.c.7")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = Tier::Assessed;
    }
    if let Some(draft) = case.drafts.iter_mut().find(|d| d.code == status.code) {
        draft.fate = Fate::Report;
        draft.tier = Tier::Assessed;
    }
}

/// Weeks or a few months stand beside the replacement: "16 wks s/p", "3 mo out from".
fn is_recent(case: &Case<'_>, draft: &Draft) -> bool {
    let beside = near::beside(case, draft, 6, 6);
    beside.clone().any(|t| {
        let n = t.checked_sub(1).map_or(0, |t| case.doc.folded(t).parse::<u16>().unwrap_or_default());
        match case.doc.folded(t) {
            "day" | "d" => (1..=120).contains(&n),
            "week" | "wk" | "wks" | "w" => (1..=52).contains(&n),
            "month" | "mo" | "mos" => (1..=12).contains(&n),
            _ => false,
        }
    })
}

/// Where an assessed problem names the joint that was replaced.
fn followed(case: &Case<'_>, status: &Draft) -> Option<Range<usize>> {
    const NEW: &[&str] = &["tka", "tkr", "tha", "thr", "tsa", "rtsa", "arthroplasty", "replacement"];
    case.doc.problems().iter().find_map(|p| {
        let assessed = matches!(
            p.section,
            SectionKind::Assessment | SectionKind::AssessmentPlan | SectionKind::FinalDiagnosis
        );
        let (start, end) = case.doc.tokens_in(p.head);
        let named = (start..end).find(|&t| NEW.contains(&case.doc.folded(t)))?;
        let at = case.doc.context(case.doc.tokens()[named].span).assertion;
        let same = status.tokens.iter().any(|&t| case.doc.folded(t as usize) == case.doc.folded(named));
        (assessed && same && at.temporality != Temporality::Planned).then_some(named..named + 1)
    })
}

/// Operations, each by the stem that their names begin with, and the aftercare of their body system
/// (Tabular Z48.81).
const OPERATIONS: &[(&[&str], &str)] = &[
    (
        &[
            "hernia",
            "cholecystectomy",
            "chole",
            "appendectomy",
            "appy",
            "colectomy",
            "gastrectomy",
            "hemorrhoidectomy",
            "fundoplication",
            "ileostomy",
            "colostomy",
        ],
        "Z48.815",
    ),
    (
        &[
            "hysterectomy",
            "turp",
            "prostatectomy",
            "nephrectomy",
            "vasectomy",
            "hydrocelectomy",
            "orchiopexy",
        ],
        "Z48.816",
    ),
    (&["cataract", "phaco", "tympanoplasty", "vitrectomy", "trabeculectomy", "tympanostomy"], "Z48.810"),
    (&["endarterectomy", "cabg", "aneurysm", "phlebectomy"], "Z48.812"),
    (&["fess", "septoplasty", "lobectomy", "vats", "thoracoscopy"], "Z48.813"),
    (&["craniotomy", "craniectomy", "shunt"], "Z48.811"),
];

/// `5 wks s/p R TKA`: within half a year the visit after a joint was replaced is its aftercare (Tabular Z47.1).
fn of_joint(case: &mut Case<'_>) {
    const WEEKS: u32 = 26;
    const BEFORE: usize = 8;
    if case.facts.setting != Setting::Office || case.reports("Z47") || case.reports("T84") {
        return;
    }
    let Some(joint) = case.reported().find(|d| d.under("Z96.6")).cloned() else { return };
    let own = near::beside(case, &joint, BEFORE, 0);
    let word = |t: usize| case.doc.folded(t);
    let recent = own.clone().any(|t| {
        let weeks = match word(t + 1) {
            "d" | "day" => 7,
            "w" | "wk" | "wks" | "week" => 1,
            _ => return false,
        };
        word(t).parse::<u32>().is_ok_and(|n| n / weeks <= WEEKS)
    });
    let after = own.clone().any(|t| {
        matches!(word(t), "s" | "sp" | "after" | "out" | "post" | "following" | "status" | "postop")
    });
    if !recent || !after {
        return;
    }
    let mut like = joint;
    like.order -= 1;
    case.add("Z47.1", &like, "the visit after a joint was replaced", "OCG-I.C.21.c.7");
}

/// The check after an operation that the note names is the aftercare of its body system.
fn by_system(case: &mut Case<'_>) {
    let open = |d: &crate::case::Draft| d.is_reported() && (d.under("Z48.89") || d.under("Z09"));
    let Some(at) = case.drafts.iter().position(open) else { return };
    let after = ["s/p", "status post", "after", "following", "post op", "postop", "sp"];
    if case.drafts[at].under("Z09") || case.places.any(&after).is_empty() {
        return;
    }
    let named = |words: &[&str]| words.iter().any(|w| !case.places.word(w).is_empty());
    let mut found = OPERATIONS.iter().filter(|(words, _)| named(words));
    if let (Some((_, code)), None) = (found.next(), found.next()) {
        case.recode(at, code, "the body system that was operated on", "OCG-I.C.21.c.7");
    }
}

/// `Suture removal 7 d`, `staples out in 10 days`: told at the closure, not what the visit is for.
fn to_come(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("Z48.0") {
            continue;
        }
        let (own, sentence) = (near::own(draft), near::sentence(case, draft));
        let here = (sentence.start..own.start)
            .any(|t| matches!(case.doc.folded(t), "here" | "for" | "present" | "today"));
        let in_days = (own.end..(own.end + 4).min(sentence.end)).any(|t| {
            let word = case.doc.folded(t);
            let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            matches!(unit, "d" | "day" | "wk" | "week" | "w")
        });
        if in_days && !here {
            let detail = "to be done later";
            case.drafts[at].withhold(WithheldReason::Planned, detail, Some("OCG-I.C.21.c.7"));
        }
    }
}

/// The one joint that a stretch of the note names.
fn joint(case: &Case<'_>, within: &Range<usize>) -> Option<(&'static [&'static str; 4], usize)> {
    let named = |words: &&[&str]| within.clone().find(|&t| words.contains(&case.doc.folded(t)));
    let mut found = JOINTS.iter().filter_map(|(words, codes)| Some((codes, named(words)?)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The one side that a stretch names.
fn side(case: &Case<'_>, within: &Range<usize>) -> Option<usize> {
    let forms = |t: usize| case.reading.forms(t).iter().map(|f| &*f.word);
    let mut sides: Vec<usize> = within
        .clone()
        .flat_map(forms)
        .filter_map(|w| ["right", "left", "bilateral"].iter().position(|s| *s == w))
        .collect();
    sides.sort_unstable();
    sides.dedup();
    (sides.len() == 1).then(|| sides[0])
}

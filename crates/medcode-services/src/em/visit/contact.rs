//! Was the patient there at all, and with whom: nobody, by letter or message, the staff alone?

use super::super::view::View;
use super::super::words::{Cue, Tag};
use crate::encounter::Encounter;
use medcode_model::Setting;
use medcode_note::SectionKind;

/// Where a note says in its first words what kind of contact it tells of.
const HEAD: u32 = 12;

/// A note of no more words tells of little besides.
const SHORT: usize = 60;

/// Why no visit was made: who was to come did not, or only words went to and fro. A visit is made
/// face to face or by telehealth (Medicare Claims Processing Manual ch. 12 §30.6.1, §190).
pub(super) fn none(view: &View<'_>, visit: &Encounter<'_>) -> Option<&'static str> {
    let outside =
        matches!(visit.setting, Setting::Office | Setting::Telehealth | Setting::Ed | Setting::Home);
    if !outside {
        return None;
    }
    if is_absent(view) {
        return Some("the patient was not seen");
    }
    if is_message(view, visit) {
        return Some("a letter, a message, a result or a call alone: no visit was made");
    }
    let package = view.of_tag(Tag::BirthCare).any(|(c, _)| heads(view, c, HEAD) && !is_apart(view, c));
    (package && visit.setting == Setting::Office)
        .then_some("counted in the care around the birth that is billed as a whole")
}

/// `NO SHOW`, `left without being seen`: in the head, or in a note of a few words that tells of no
/// examination.
fn is_absent(view: &View<'_>) -> bool {
    let examined = view.doc.sections().iter().any(|s| {
        matches!(s.kind, SectionKind::Exam | SectionKind::EdCourse | SectionKind::AssessmentPlan)
    });
    view.of_tag(Tag::Absent).any(|(c, s)| {
        let story = matches!(s, SectionKind::Pmh | SectionKind::SocialHistory);
        !examined && !story && !view.is_denied(c) && heads(view, c, HEAD)
    })
}

/// What is titled as a letter or message, or a call that is no visit by telephone: shorter than five
/// minutes, or in the office where no minutes are stated.
fn is_message(view: &View<'_>, visit: &Encounter<'_>) -> bool {
    const TITLE: u32 = 4;
    const LEAST: f32 = 5.0;
    if !view.of_tag(Tag::Message).any(|(c, _)| c.first < TITLE) {
        return false;
    }
    // `WELL VISIT / SPORTS FORM`: who was examined was there.
    let examined = view.first(Tag::Preventive).is_some()
        || view.doc.sections().iter().any(|s| matches!(s.kind, SectionKind::Exam | SectionKind::Vitals));
    if examined {
        return false;
    }
    let minutes = minutes(view);
    match visit.setting {
        Setting::Office => minutes.is_none_or(|m| m < LEAST),
        Setting::Telehealth => minutes.is_some_and(|m| m < LEAST),
        _ => false,
    }
}

/// The most minutes that a note states.
fn minutes(view: &View<'_>) -> Option<f32> {
    let unit = |t: usize| matches!(view.doc.folded(t), "min" | "mins" | "minute" | "minutes");
    let all = 0..view.doc.tokens().len();
    let stated = all.filter(|&t| unit(t + 1)).filter_map(|t| view.number(t));
    stated.fold(None, |most: Option<f32>, m| Some(most.map_or(m, |n| n.max(m))))
}

fn heads(view: &View<'_>, cue: Cue, head: u32) -> bool {
    cue.first < head || view.doc.tokens().len() <= SHORT
}

/// `Not part of her global`: another's.
fn is_apart(view: &View<'_>, cue: Cue) -> bool {
    const REACH: usize = 5;
    let from = (cue.first as usize).saturating_sub(REACH);
    (from..cue.first as usize).any(|t| matches!(view.doc.folded(t), "not" | "outside" | "beyond" | "no"))
}

/// Whether the staff signs a note of which no practitioner is named: its last sentence is `RN.`,
/// `Seen by LPN`, `RN administered`.
pub(super) fn is_signed_by_staff(view: &View<'_>) -> bool {
    const LONGEST: usize = 4;
    const STAFF: &[&str] = &["rn", "lpn", "lvn", "cma", "rma", "ma", "nurse"];
    const BESIDE: &[&str] = &[
        "by",
        "only",
        "note",
        "visit",
        "administered",
        "gave",
        "given",
        "seen",
        "read",
        "collected",
        "done",
        "performed",
        "inj",
        "injection",
        "infusion",
        "shot",
        "chemo",
        "clinic",
        "signed",
    ];
    const GAVE: &[&str] = &[
        "im", "sq", "sc", "subq", "subcut", "iv", "mg", "mcg", "ml", "unit", "order", "protocol",
        "phone", "drawn", "vaccine",
    ];
    let doc = view.doc;
    let Some(last) = doc.sentences().last() else { return false };
    let last = last.tokens.0 as usize..last.tokens.1 as usize;
    let staff = |t: &usize| STAFF.contains(&doc.folded(*t));
    let signed = last.clone().any(|t| staff(&t))
        && last.clone().all(|t| staff(&t) || BESIDE.contains(&doc.folded(t)));
    // `Ketorolac 30 mg IM per order, nurse.`
    let trailing = doc.sentences().iter().any(|s| {
        let (from, end) = (s.tokens.0 as usize, s.tokens.1 as usize);
        let gave = (from..end).any(|t| GAVE.contains(&doc.folded(t)));
        end > from + LONGEST
            && staff(&(end - 1))
            && gave
            && doc.gap(end - 1).has(medcode_note::Gap::COMMA)
    });
    let evaluated = doc.sections().iter().any(|s| {
        matches!(
            s.kind,
            SectionKind::Exam
                | SectionKind::Hpi
                | SectionKind::Plan
                | SectionKind::Assessment
                | SectionKind::AssessmentPlan
        )
    });
    !evaluated && (signed && last.len() <= LONGEST || trailing)
}

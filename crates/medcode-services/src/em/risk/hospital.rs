//! Was hospital care decided on, or care limited because the outlook is poor?

use super::super::level::{Column, Step};
use super::super::view::{View, decides, decides_in};
use super::super::words::{Cue, Tag};
use super::add;
use crate::encounter::Encounter;
use medcode_model::{Setting, Temporality};
use medcode_note::SectionKind;

/// Tokens of the title.
const TITLE: u32 = 6;

/// Adds the decisions about hospital care and about its limits.
pub(super) fn read(view: &View<'_>, visit: &Encounter<'_>, column: &mut Column) {
    let inside = matches!(visit.setting, Setting::Inpatient | Setting::Observation);
    for (cue, section) in view.of_tag(Tag::Admit) {
        if decides_in(section, visit.setting) && is_decision(view, cue, inside) {
            let what = "hospital care decided on, offered or weighed";
            add(column, view, "hospital", what, Step::High, &[cue]);
            break;
        }
    }
    for (cue, section) in view.of_tag(Tag::Dnr) {
        if decides(section) || section == SectionKind::Hpi {
            let sentence = view.sentence(cue.first);
            if let Some(why) = view.has(sentence, Tag::DnrDecision).filter(|_| !view.is_denied(cue)) {
                let what = "care limited because of a poor outlook";
                add(column, view, "limits-of-care", what, Step::High, &[cue, why]);
                break;
            }
        }
    }
}

/// Whether the words decide today, and are not told of the past, denied, or under a condition:
/// `go to ED if worse`, `admitted in March`, `no need for admission`.
fn is_decision(view: &View<'_>, cue: Cue, inside: bool) -> bool {
    // The title names the kind of note, not a decision.
    if cue.first < TITLE {
        return false;
    }
    if confesses(view, cue) {
        return false;
    }
    let sentence = view.sentence(cue.first);
    let words = |range: std::ops::Range<usize>| range.map(|t| view.doc.folded(t));
    let from = (cue.first as usize).saturating_sub(8).max(sentence.start);
    let conditional = words(from..cue.first as usize).any(|w| {
        matches!(
            w,
            "if" | "return"
                | "precaution"
                | "unless"
                | "was"
                | "were"
                | "since"
                | "recent"
                | "recently"
                | "prior"
                | "when"
                | "after"
                | "had"
                | "been"
                | "no"
                | "avoid"
                | "prevent"
                | "last"
                | "should"
        )
    });
    if conditional {
        return false;
    }
    let to = (cue.end as usize + 8).min(sentence.end);
    let dated = words(cue.end as usize..to).any(|w| matches!(w, "ago" | "yesterday" | "if" | "prn"));
    if dated && !inside {
        return false;
    }
    // In the hospital only a step up is a decision; that the patient was admitted is not news.
    if inside && matches!(view.doc.folded(cue.first as usize), "admitted" | "sent") {
        return false;
    }
    let context = view.doc.context(view.span(cue));
    context.assertion.temporality != Temporality::Past
}

/// `Admits to drinking`, `admitted to smoking`: owned up to, where no place of the hospital follows.
fn confesses(view: &View<'_>, cue: Cue) -> bool {
    const REACH: usize = 5;
    const PLACES: &[&str] = &[
        "hospital",
        "icu",
        "micu",
        "sicu",
        "ccu",
        "cvicu",
        "nicu",
        "picu",
        "floor",
        "tele",
        "telemetry",
        "medicine",
        "med",
        "obs",
        "observation",
        "inpatient",
        "service",
        "ward",
        "surgery",
        "surgical",
        "unit",
        "hospitalist",
        "cardiology",
        "ortho",
        "orthopedics",
        "trauma",
        "psych",
        "psychiatry",
        "stepdown",
        "step",
        "monitored",
        "labor",
        "snf",
        "rehab",
        "general",
        "gen",
        "peds",
        "pediatrics",
        "oncology",
        "neuro",
        "neurology",
        "neurosurgery",
        "ob",
        "gyn",
        "gi",
        "dr",
        "team",
        "burn",
        "stroke",
        "imc",
        "imcu",
        "pcu",
        "bed",
        "room",
        "facility",
        "center",
        "er",
        "ed",
        "us",
    ];
    let first = view.doc.folded(cue.first as usize);
    let to = view.doc.folded(cue.end as usize - 1) == "to" && matches!(first, "admit" | "admitted");
    let from = cue.end as usize;
    let end = (from + REACH).min(view.sentence(cue.first).end);
    to && !(from..end).any(|t| PLACES.contains(&view.doc.folded(t)))
}

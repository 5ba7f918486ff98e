//! Was surgery decided on: major or minor, with or without risks of the patient, at once?

use super::super::level::{Column, Step};
use super::super::view::{View, decides};
use super::super::words::{Cue, Tag};
use super::add;
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::{Setting, Temporality};

/// Adds the decision for surgery.
pub(super) fn read(view: &View<'_>, visit: &Encounter<'_>, services: &[Service], column: &mut Column) {
    for (cue, section) in view.of_tag(Tag::Major) {
        let Some(plan) = decision(view, cue).filter(|_| decides(section)) else { continue };
        if let Some(now) = near(view, cue, Tag::Emergency) {
            let what = "emergency major surgery decided on";
            add(column, view, "emergency-surgery", what, Step::High, &[plan, cue, now]);
        } else if let Some(risk) = near(view, cue, Tag::RiskFactor) {
            let what = "major surgery decided on, with risks of the patient or procedure";
            add(column, view, "major-surgery-risk", what, Step::High, &[plan, cue, risk]);
        } else {
            add(column, view, "major-surgery", "major surgery decided on", Step::Moderate, &[plan, cue]);
        }
    }
    for (cue, section) in view.of_tag(Tag::MinorSurgery) {
        let Some(plan) = decision(view, cue).filter(|_| decides(section)) else { continue };
        if let Some(risk) = near(view, cue, Tag::RiskFactor) {
            let what = "minor surgery decided on, with risks of the patient or procedure";
            add(column, view, "minor-surgery-risk", what, Step::Moderate, &[plan, cue, risk]);
        } else {
            add(column, view, "minor-surgery", "minor surgery decided on", Step::Low, &[plan, cue]);
        }
    }
    at_once(visit, services, column);
}

/// In the emergency department nobody comes for an operation that was planned: a minor one that was
/// done was decided on at the visit.
fn at_once(visit: &Encounter<'_>, services: &[Service], column: &mut Column) {
    if visit.setting != Setting::Ed || !column.counted.is_empty() {
        return;
    }
    if let Some(done) = services.iter().find(|s| s.is_reported() && is_surgery(s.code.compact())) {
        column.counted.push(super::Element {
            kind: "minor-surgery",
            what: "minor surgery decided on and done".to_owned(),
            step: Step::Low,
            words: done.evidence.clone(),
        });
    }
}

/// Whether a number is of surgery, but for splints, casts and lines into vessels.
fn is_surgery(number: &str) -> bool {
    let surgery = ("10004"..="69990").contains(&number);
    surgery && !("29000"..="29799").contains(&number) && !number.starts_with("36")
}

/// The word of deciding before an operation in its sentence, where the operation is not past,
/// not denied and not put under a condition.
fn decision(view: &View<'_>, cue: Cue) -> Option<Cue> {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(8).max(sentence.start);
    let before = view.within(from..cue.first as usize).iter().rev();
    let planned = before.copied().find(|c| c.tag == Tag::SurgeryPlan).or_else(|| {
        let after = cue.end as usize..(cue.end as usize + 5).min(sentence.end);
        view.has(after, Tag::SurgeryPlan)
    })?;
    let past = view.doc.context(view.span(cue)).assertion.temporality == Temporality::Past;
    (!past && !view.is_not_done(cue)).then_some(planned)
}

/// A word of a tag in the sentence of an operation or the next.
fn near(view: &View<'_>, cue: Cue, tag: Tag) -> Option<Cue> {
    let sentence = view.sentence(cue.first);
    let found = view.has(sentence.clone(), tag).or_else(|| {
        let last = view.doc.tokens().len();
        (sentence.end < last).then(|| view.has(view.sentence(sentence.end as u32), tag)).flatten()
    });
    found.filter(|&c| !view.is_denied(c))
}

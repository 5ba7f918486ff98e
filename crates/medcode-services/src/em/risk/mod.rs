//! The risk of what was decided: drugs, surgery, hospital, and what else weighs.

mod drugs;
mod hospital;
mod surgery;

use super::level::{Column, Element, Step};
use super::view::{View, decides};
use super::words::{Cue, Tag};
use crate::encounter::Encounter;
use crate::service::Service;
pub(super) use drugs::managed;
use medcode_note::SectionKind;

/// The risk of a visit's decisions.
pub(crate) fn read(view: &View<'_>, visit: &Encounter<'_>, services: &[Service]) -> Column {
    let mut column = Column { step: Step::Minimal, counted: Vec::new(), left_out: Vec::new() };
    hospital::read(view, visit, &mut column);
    surgery::read(view, visit, services, &mut column);
    drugs::read(view, visit, services, &mut column);
    social(view, visit, &mut column);
    simple(view, &mut column);
    column.step = column.counted.iter().map(|e| e.step).max().unwrap_or(Step::Minimal);
    column
}

/// Adds an element unless one of its kind stands there.
fn add(column: &mut Column, view: &View<'_>, kind: &'static str, what: &str, step: Step, cues: &[Cue]) {
    let words = cues.iter().map(|&c| view.span(c)).collect();
    if !column.counted.iter().any(|e| e.kind == kind) {
        column.counted.push(Element { kind, what: what.to_owned(), step, words });
    }
}

/// Social circumstances that limit what can be done.
fn social(view: &View<'_>, visit: &Encounter<'_>, column: &mut Column) {
    let coded = visit.diagnoses.iter().any(|d| {
        let code = d.coded.code;
        let code = code.compact();
        code.starts_with("Z59") || code.starts_with("Z9112") || code.starts_with("Z91120")
    });
    for (cue, section) in view.of_tag(Tag::Social) {
        let told = decides(section)
            || matches!(section, SectionKind::Hpi | SectionKind::ChiefComplaint)
            || coded && section == SectionKind::SocialHistory;
        if told && !view.is_denied(cue) {
            let what = "social circumstances limit diagnosis or treatment";
            add(column, view, "social", what, Step::Moderate, &[cue]);
            return;
        }
    }
}

/// `PT` alone is therapy in capitals and set apart; `pt` is the patient.
fn is_therapy(view: &View<'_>, cue: Cue) -> bool {
    let (first, end) = (cue.first as usize, cue.end as usize);
    if end - first > 1 || view.doc.folded(first) != "pt" {
        return true;
    }
    let apart = medcode_note::Gap::STOP.with(medcode_note::Gap::COMMA);
    let apart = apart.with(medcode_note::Gap::COLON).with(medcode_note::Gap::NEWLINE);
    view.doc.raw(first) == "PT" && view.doc.gap(first).has(apart) && view.doc.gap(end).has(apart)
}

/// What carries little risk: drugs without prescription, therapy; rest and reassurance carry none.
fn simple(view: &View<'_>, column: &mut Column) {
    for (tag, kind, what, step) in [
        (Tag::Otc, "otc", "drug without prescription", Step::Low),
        (Tag::Therapy, "therapy", "therapy, splint, referral", Step::Low),
        (Tag::SelfCare, "self-care", "rest, fluids, reassurance", Step::Minimal),
    ] {
        if column.counted.iter().any(|e| e.step > step) {
            return;
        }
        let used = |(cue, section): &(Cue, SectionKind)| {
            decides(*section)
                && !view.is_denied(*cue)
                && !view.is_not_done(*cue)
                && (tag != Tag::Therapy || is_therapy(view, *cue))
        };
        if let Some((cue, _)) = view.of_tag(tag).find(used) {
            add(column, view, kind, what, step, &[cue]);
        }
    }
}

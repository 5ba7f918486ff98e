//! What the account of an operation says of its claim: 58, 78, 79 within the global period of an earlier
//! one; 62, 66 where surgeons shared it.
//!
//! Authority: Medicare Claims Processing Manual ch. 12 §40.2 (58, 78, 79), §40.8 (62, 66). Every
//! operation of the session takes it; add-on numbers and tests go with theirs.

use super::operation::{has_global, row};
use crate::desk::Case;
use crate::read::{Side, is_of_operation};
use crate::service::Service;
use medcode_model::{BillingContext, Span};
use medcode_note::Gap;
use std::ops::Range;

const GLOBAL: &str = "CMS Claims Processing Manual ch. 12 §40.2";
const SURGEONS: &str = "CMS Claims Processing Manual ch. 12 §40.8";

/// How far behind `unrelated to` the operation may be named.
const NAMED: usize = 7;

pub(super) fn apply(case: &mut Case<'_>) {
    global(case);
    if case.visit.billing == BillingContext::Professional {
        shared(case);
    }
}

/// One of the three: what was planned stands over a return, a return over what is unrelated.
fn global(case: &mut Case<'_>) {
    let staged = of_today(case, "mod staged");
    let back = of_today(case, "mod return").or_else(|| back_for_complication(case));
    let (words, modifier, why) = match (staged, back, unrelated(case)) {
        (Some(words), ..) => (words, "58", "58: a stage that was planned"),
        (_, Some(words), _) => {
            (words, "78", "78: back to the operating room for a complication of the first operation")
        }
        (.., Some(words)) => (words, "79", "79: unrelated to the operation whose global period runs"),
        _ => return,
    };
    let visit = case.visit;
    // Opening coronary arteries has no days after it: a staged one follows none that runs.
    let vessel = |s: &Service| ("92920"..="92998").contains(&s.code.compact());
    let own = |s: &&mut Service| {
        s.is_reported() && has_global(visit, &s.code) && !(modifier == "58" && vessel(s))
    };
    for service in case.services.iter_mut().filter(own) {
        service.modify_by(words, modifier, why, GLOBAL);
    }
}

/// Words of a class that speak of this session, not of one to come.
fn of_today(case: &Case<'_>, class: &str) -> Option<Span> {
    let places = case.all_told(case.reading.whole(), class);
    places.into_iter().find(|at| !is_to_come(case, at)).map(|at| case.reading.span(at))
}

fn is_to_come(case: &Case<'_>, at: &Range<usize>) -> bool {
    use medcode_note::SectionKind as K;
    const LATER: &[&str] = &["will", "schedule", "next", "future", "if", "tentatively", "may"];
    let doc = case.reading.doc;
    let start = doc.tokens()[at.start].span.start;
    let plan = doc
        .section_at(start)
        .is_some_and(|s| matches!(s.kind, K::Plan | K::Instructions | K::Orders | K::Disposition));
    let sentence = case.reading.sentence(at.start);
    // The first of the stages opens the global period.
    let first = (sentence.clone()).any(|t| doc.folded(t) == "first" && doc.folded(t + 1) == "stage");
    plan || first || (sentence.start..at.start).any(|t| LATER.contains(&doc.folded(t)))
}

/// `Taken back to the OR` is said of every operation; with a complication of an earlier one named
/// around it, it is a return.
fn back_for_complication(case: &Case<'_>) -> Option<Span> {
    let places = case.all_told(case.reading.whole(), "mod return loosely");
    let found = places.into_iter().find(|at| {
        let near = case.reading.near(at.start);
        !is_to_come(case, at)
            && case.told(near.clone(), "mod complication").is_some()
            && case.told(near, "mod after operation").is_some()
    });
    found.map(|at| case.reading.span(at))
}

/// Words that call the operation unrelated to one whose global period runs.
fn unrelated(case: &Case<'_>) -> Option<Span> {
    let plain = case.told_anywhere("mod unrelated operation");
    let runs = case.told_anywhere("mod global period").is_some();
    plain
        .filter(|_| runs)
        .or_else(|| {
            let at = case.reading.unrelated_to_operation(NAMED)?;
            Some(case.reading.span(at))
        })
        .or_else(|| other_side(case))
}

/// The same operation on the other side within its global period, by the same surgeon: `right eye
/// cataract surgery 2 weeks ago by me`.
fn other_side(case: &Case<'_>) -> Option<Span> {
    let sided = |s: &&Service| {
        s.is_reported()
            && has_global(case.visit, &s.code)
            && s.modifiers.iter().any(|m| matches!(*m, "LT" | "RT"))
    };
    let mut all = case.services.iter().filter(sided);
    let ours = all.next()?;
    let side = if ours.modifiers.contains(&"LT") { Side::Left } else { Side::Right };
    let doc = case.reading.doc;
    let runs = case.reading.whole().any(|t| doc.folded(t) == "global");
    // A history of operations tells of it as well as the story does.
    case.places(case.reading.whole(), "mod global period").into_iter().find_map(|at| {
        let clause = clause(case, at);
        let has = |side: Side| clause.clone().any(|t| case.reading.side_at(t) == Some(side));
        let (own, other) = match side {
            Side::Left => (has(Side::Left), has(Side::Right)),
            _ => (has(Side::Right), has(Side::Left)),
        };
        let operation = clause
            .clone()
            .any(|t| is_of_operation(doc.folded(t)) || matches!(doc.folded(t), "done" | "operated"));
        let mine = case.told(clause.clone(), "mod by me").is_some()
            || !case.places(clause.clone(), "mod by me").is_empty();
        (other && !own && operation && (runs || mine)).then(|| case.reading.span(clause))
    })
}

/// The words between semicolons around a token.
fn clause(case: &Case<'_>, token: usize) -> Range<usize> {
    let sentence = case.reading.sentence(token);
    let cut = |t: &usize| case.reading.doc.gap(*t).has(Gap::SEMICOLON);
    let start = (sentence.start + 1..=token).rev().find(cut).unwrap_or(sentence.start);
    start..(token + 1..sentence.end).find(cut).unwrap_or(sentence.end)
}

/// 62 and 66, where the schedule does not rule them out.
fn shared(case: &mut Case<'_>) {
    let visit = case.visit;
    for (class, modifier, why) in [
        ("mod co surgeon", "62", "62: two surgeons shared the operation"),
        ("mod team", "66", "66: a team of surgeons"),
    ] {
        let Some(words) = case.told_anywhere(class) else { continue };
        for service in case.services.iter_mut().filter(|s| s.is_reported()) {
            let priced = row(visit, &service.code);
            let indicator = priced.map(|r| if modifier == "62" { r.co_surgeon } else { r.team });
            let allowed = indicator.is_none_or(|i| matches!(i, b'1' | b'2'));
            if has_global(visit, &service.code) && allowed {
                service.modify_by(words, modifier, why, SURGEONS);
            }
        }
    }
}

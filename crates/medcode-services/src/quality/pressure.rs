//! The blood pressure of the visit: where several were taken, the lowest of each number counts.

use super::told::{self, Hit};
use super::{Answer, Value, ask, dates};
use crate::desk::Case;
use medcode_model::{Experiencer, Setting, Span};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// How far before a reading its name stands: `BP (sitting, L arm) 130/80`.
const REACH: usize = 8;

pub(super) fn read(case: &mut Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    if case.visit.setting == Setting::OutpatientProcedure {
        return;
    }
    let mut readings: Vec<(f32, f32, Span)> = Vec::new();
    let mut odd = Vec::new();
    for at in 1..case.reading.doc.tokens().len() {
        let Some((upper, lower)) = pair(case, at) else { continue };
        if !is_of_visit(case, hits, at - 1..at + 1) {
            continue;
        }
        let span = case.reading.span(at - 1..at + 1);
        let human = (50.0..=300.0).contains(&upper) && (20.0..=200.0).contains(&lower);
        if human && upper > lower {
            readings.push((upper, lower, span));
        } else {
            odd.push(span);
        }
    }
    if readings.is_empty() && !odd.is_empty() {
        ask(case, "What was the blood pressure?", odd, Vec::new());
        return;
    }
    let spans: Vec<Span> = readings.iter().map(|r| r.2).collect();
    let least = |of: fn(&(f32, f32, Span)) -> f32| readings.iter().map(of).reduce(f32::min);
    for (measure, value) in [("systolic", least(|r| r.0)), ("diastolic", least(|r| r.1))] {
        let Some(value) = value else { continue };
        let several = if spans.len() > 1 { ", the lowest of the visit" } else { "" };
        let reason = format!("{measure} pressure {value:.0}{several}");
        out.push(Answer::new(measure, Value::Number(value), spans.clone(), reason));
    }
}

/// Two whole numbers with a stroke between them, the first of three figures or near it, no date.
fn pair(case: &Case<'_>, at: usize) -> Option<(f32, f32)> {
    let doc = case.reading.doc;
    let whole = |t: usize| doc.folded(t).parse::<u32>().ok().filter(|_| doc.folded(t).len() >= 2);
    let slash = |t: usize| t < doc.tokens().len() && doc.gap(t).has(Gap::SLASH);
    let (upper, lower) = (whole(at - 1)?, whole(at)?);
    let alone = slash(at) && !slash(at - 1) && !slash(at + 1);
    let ranged = doc.gap(at - 1).has(Gap::HYPHEN) || doc.gap(at + 1).has(Gap::HYPHEN);
    (alone && !ranged && upper >= 50).then_some((upper as f32, lower as f32))
}

/// Whether a pair of numbers is a pressure taken at this visit.
fn is_of_visit(case: &Case<'_>, hits: &[Hit], pair: Range<usize>) -> bool {
    let reading = &case.reading;
    let context = reading.doc.context(reading.span(pair.clone()));
    if context.assertion.experiencer != Experiencer::Patient {
        return false;
    }
    let sentence = reading.sentence(pair.start);
    let before = pair.start.saturating_sub(REACH).max(sentence.start)..pair.start;
    let near = pair.start.saturating_sub(3).max(sentence.start)..pair.start;
    let after = pair.end..(pair.end + 3).min(sentence.end);
    let said = |range: &Range<usize>, class| told::has(case, hits, range.clone(), class);
    let today = said(&sentence, "today");
    let named = said(&before, "bp") || said(&sentence, "bp") && today;
    let vitals = context.section == SectionKind::Vitals;
    let aimed = said(&near, "goal") || said(&after, "goal");
    let home = sentence.clone().any(|t| matches!(reading.doc.folded(t), "home" | "log" | "ago" | "ed"));
    let older = said(&near, "before") || said(&near, "to come");
    let dated = before.clone().find_map(|t| dates::at(reading.doc, t, case.visit.date));
    let other_day = dated.is_some_and(|(when, _)| when != dates::When::of(case.visit.date));
    // A history tells of pressures taken elsewhere; instructions of those to come.
    let measured = matches!(
        context.section,
        SectionKind::Vitals
            | SectionKind::Exam
            | SectionKind::Nursing
            | SectionKind::Unsectioned
            | SectionKind::Title
            | SectionKind::Other
            | SectionKind::ChiefComplaint
            | SectionKind::Assessment
            | SectionKind::AssessmentPlan
    );
    (named || vitals) && !aimed && !home && !other_day && (!older || today) && (measured || today)
}

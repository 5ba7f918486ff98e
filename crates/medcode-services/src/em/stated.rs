//! Does the note state the level of its decision making: `MDM: moderate`?
//!
//! What is counted chooses the level; where the statement is one step away and the count of one column
//! agrees with it, the provider, who knows the patient, is believed. A statement of less is always believed.

use super::level::{Level, Step};
use super::view::View;
use medcode_model::Span;
use medcode_note::Gap;

/// Words between the name and the level.
const REACH: usize = 4;

/// Takes what the note states for the level, one step away at most; gives its words.
pub(super) fn believe(view: &View<'_>, level: &mut Level) -> Option<Span> {
    let (step, words) = step(view)?;
    let columns = [level.problems.step, level.data.step, level.risk.step];
    let agrees = columns.iter().any(|c| *c >= step);
    let near = (step as i8 - level.mdm as i8).abs() == 1;
    if !near || step > level.mdm && !agrees {
        return None;
    }
    let counted = level.mdm.name();
    level
        .remarks
        .push(format!("the note states {} decision making; {counted} was counted", step.name()));
    level.mdm = step;
    Some(words)
}

/// The step that the note states, once or always the same, and its words.
fn step(view: &View<'_>) -> Option<(Step, Span)> {
    let mut found: Option<(Step, Span)> = None;
    for at in 0..view.doc.tokens().len() {
        let Some(end) = name(view, at) else { continue };
        let Some((step, words)) = behind(view, at, end).or_else(|| before(view, at, end)) else {
            continue;
        };
        if found.is_some_and(|(known, _)| known != step) {
            return None;
        }
        found = found.or(Some((step, words)));
    }
    found
}

/// Where `MDM` or `medical decision making` ends.
fn name(view: &View<'_>, at: usize) -> Option<usize> {
    let word = |t: usize| view.doc.folded(t);
    match (word(at), word(at + 1)) {
        ("mdm", _) => Some(at + 1),
        ("decision", "making") => Some(at + 2),
        _ => None,
    }
}

/// `MDM: moderate`, `decision making is of low complexity`.
fn behind(view: &View<'_>, at: usize, end: usize) -> Option<(Step, Span)> {
    const BETWEEN: &[&str] = &["is", "was", "of", "level", "complexity", "overall", "a", "at"];
    let stop = Gap::STOP.with(Gap::NEWLINE).with(Gap::QUESTION).with(Gap::SEMICOLON);
    for t in end..(end + REACH).min(view.doc.tokens().len()) {
        if view.doc.gap(t).has(stop) {
            return None;
        }
        if let Some(step) = level(view.doc.folded(t)) {
            let asked = view.doc.gap(t + 1).has(Gap::QUESTION);
            // `MDM low to moderate` states neither.
            let two = matches!(view.doc.folded(t + 1), "to" | "vs" | "or");
            return (!asked && !two).then(|| (step, view.span_of(at..t + 1)));
        }
        if !BETWEEN.contains(&view.doc.folded(t)) {
            return None;
        }
    }
    None
}

/// `moderate MDM`, `high complexity medical decision making`.
fn before(view: &View<'_>, at: usize, end: usize) -> Option<(Step, Span)> {
    const BETWEEN: &[&str] = &["complexity", "level", "medical"];
    for t in (at.saturating_sub(REACH)..at).rev() {
        if view.doc.gap(t + 1).has(Gap::STOP.with(Gap::NEWLINE).with(Gap::QUESTION)) {
            return None;
        }
        if let Some(step) = level(view.doc.folded(t)) {
            return Some((step, view.span_of(t..end)));
        }
        if !BETWEEN.contains(&view.doc.folded(t)) {
            return None;
        }
    }
    None
}

fn level(word: &str) -> Option<Step> {
    Some(match word {
        "straightforward" | "minimal" | "sf" => Step::Minimal,
        "low" => Step::Low,
        "moderate" | "mod" => Step::Moderate,
        "high" => Step::High,
        _ => return None,
    })
}

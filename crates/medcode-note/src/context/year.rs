//! Does a year date the condition to the past?

use medcode_model::Span;

use crate::segment::gap::Gap;

use super::class::CueClass;
use super::clause::{Clause, WINDOW};

/// The year that dates the target, and whether the condition began then and lasts.
pub(crate) fn dated(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    after_target(clause).or_else(|| at_clause_start(clause))
}

/// "NSTEMI 2019", "gout (2022)", "CABG in March 2012", "diagnosed in 2015".
fn after_target(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    let from = clause.target.1;
    let mut class = CueClass::DatedPast;
    for at in from..clause.end.min(from + 6) {
        let gap = clause.gap(at);
        if gap.has(
            Gap::SEMICOLON
                .with(Gap::DASH)
                .with(Gap::COLON)
                .with(Gap::ARROW)
                .with(Gap::STOP)
                .with(Gap::CLOSE),
        ) || (gap.has(Gap::COMMA) && at > from)
        {
            return None;
        }
        let word = clause.word(at);
        if let Some(year) = year_at(clause, at) {
            return is_past(clause, year).then(|| (class, clause.doc.tokens()[at].span));
        }
        if begins(word) {
            class = CueClass::Onset;
        } else if !is_date_word(word) {
            return None;
        }
    }
    None
}

/// "In 2019 he had a stroke", "2012: CABG", "2018 anterior MI".
fn at_clause_start(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    let target = clause.target.0;
    let from = clause.first.max(target.saturating_sub(WINDOW));
    // Most sentences hold no year; in those that do, nothing may stand between that parts it.
    let (at, year) = (from..target).rev().find_map(|at| Some((at, year_at(clause, at)?)))?;
    let parts = |t: usize| {
        clause.gap(t + 1).has(Gap::SEMICOLON.with(Gap::DASH).with(Gap::ARROW)) && t + 1 < target
            || clause.stop(t).is_some_and(|s| s.all)
    };
    if (at..target).any(parts) {
        return None;
    }
    let opens = at == clause.first || clause.opens(at);
    let led = at > clause.first && matches!(clause.word(at - 1), "in" | "back") && {
        at - 1 == clause.first || clause.opens(at - 1)
    };
    let near = target - at <= 12;
    let bare = opens && clause.gap(at + 1).has(Gap::COLON.with(Gap::DASH)) && target - at <= 6;
    // "(2018 anterior MI": the year opens the words that it stands right before.
    let comma =
        (at + 1..=target).any(|t| clause.gap(t).has(Gap::COMMA.with(Gap::COLON).with(Gap::SLASH)));
    let tight = opens && target - at <= 2 && !comma;
    ((led || bare || tight) && near && is_past(clause, year))
        .then(|| (CueClass::DatedPast, clause.doc.tokens()[at].span))
}

/// A year written `2019` or `'19`.
fn year_at(clause: &Clause<'_, '_>, at: usize) -> Option<u16> {
    // Few words are as long as a year.
    clause.doc.tokens().get(at).filter(|t| matches!(t.span.len(), 2 | 4))?;
    let raw = clause.doc.raw(at);
    if raw.len() == 4 && raw.bytes().all(|b| b.is_ascii_digit()) {
        let counted = is_unit(clause.doc.folded(at + 1));
        return raw.parse().ok().filter(|y| (1930..=2099).contains(y) && !counted);
    }
    if raw.len() != 2 {
        return None;
    }
    let short: u16 = raw.parse().ok()?;
    let start = clause.doc.tokens().get(at)?.span.start as usize;
    let quoted = clause.doc.text()[..start].ends_with(['\'', '\u{2019}']);
    quoted.then_some(if short < 50 { 2000 + short } else { 1900 + short })
}

/// Whether a word after a number makes it a dose: `2000 units`.
fn is_unit(word: &str) -> bool {
    matches!(word, "u" | "unit" | "iu" | "mg" | "mcg" | "ml" | "cc" | "g" | "gm" | "meq")
}

/// Before the year of the encounter; without one, any year counts as past.
fn is_past(clause: &Clause<'_, '_>, year: u16) -> bool {
    clause.doc.year.is_none_or(|now| year < now)
}

/// Words after which a year is the beginning of something that lasts.
fn begins(word: &str) -> bool {
    matches!(
        word,
        "since"
            | "dx"
            | "dxd"
            | "diagnosed"
            | "onset"
            | "began"
            | "started"
            | "known"
            | "from"
            | "diagnosis"
    )
}

/// Words that may stand between a condition and its year.
fn is_date_word(word: &str) -> bool {
    matches!(
        word,
        "in" | "of"
            | "on"
            | "at"
            | "the"
            | "year"
            | "early"
            | "late"
            | "mid"
            | "around"
            | "circa"
            | "about"
            | "approx"
            | "summer"
            | "spring"
            | "winter"
            | "fall"
            | "age"
            | "in2"
            | "last"
            | "x1"
            | "x2"
            | "x3"
            | "x"
            | "l"
            | "r"
            | "left"
            | "right"
            | "both"
            | "after"
            | "surgery"
            | "removed"
            | "resected"
            | "excised"
            | "repaired"
            | "treated"
            | "to"
            | "s"
    ) || word.bytes().all(|b| b.is_ascii_digit())
        || MONTHS.iter().any(|m| word.starts_with(m) && word.len() <= 9)
}

const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

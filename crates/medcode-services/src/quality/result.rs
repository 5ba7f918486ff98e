//! Results that a measure asks for: the newest of the calendar year of the visit.

use super::table::Value;
use super::told::{self, Hit};
use super::{Answer, ask, dates, dates::When};
use crate::desk::Case;
use medcode_model::{Experiencer, Span};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// A result: its measure, which is its class of words too, what is asked where results differ, and the
/// least and greatest value there is.
pub(super) struct Kind {
    pub(super) measure: &'static str,
    question: &'static str,
    least: f32,
    most: f32,
}

const KINDS: &[Kind] = &[
    Kind { measure: "a1c", question: "Which A1c is the newest?", least: 3.0, most: 20.0 },
    Kind { measure: "ldl", question: "Which LDL is the newest?", least: 5.0, most: 600.0 },
    Kind {
        measure: "uacr",
        question: "Which albumin to creatinine ratio is the newest?",
        least: 0.0,
        most: 20000.0,
    },
];
pub(super) const BMI: Kind =
    Kind { measure: "bmi", question: "Which BMI is right?", least: 8.0, most: 120.0 };
const PAIN: &str = "pain";

/// How far behind its name a value is looked for.
const REACH: usize = 14;

/// A value of the note.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) value: f32,
    pub(super) span: Span,
    when: Option<When>,
    /// Words say that it is an old one.
    old: bool,
}

pub(super) fn read(case: &mut Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    for kind in KINDS {
        let found = values(case, hits, kind);
        settle(case, kind, &found, out);
    }
    let found = values(case, hits, &BMI);
    if let Some(newest) = newest(case, &BMI, &found) {
        let reason = format!("BMI {}", newest.value);
        out.push(Answer::new("bmi", Value::Number(newest.value), vec![newest.span], reason));
    }
    pain(case, hits, out);
}

fn settle(case: &mut Case<'_>, kind: &Kind, found: &[Found], out: &mut Vec<Answer>) {
    let mut add = |value: f32, span: Span, refused| {
        let reason = format!("{} {value}, the newest of the year", kind.measure.to_uppercase());
        let mut answer = Answer::new(kind.measure, Value::Number(value), vec![span], reason);
        answer.refused = refused;
        out.push(answer);
    };
    if let Some(newest) = newest(case, kind, found) {
        return add(newest.value, newest.span, None);
    }
    if let Some(old) = found.iter().find(|f| f.old || !is_of_year(case, f)) {
        add(old.value, old.span, Some("a result of another time; the measure asks for this year's"));
    }
}

fn is_of_year(case: &Case<'_>, found: &Found) -> bool {
    found.when.is_none_or(|w| w.is_in_year_of(case.visit.date))
}

/// The newest value; none where several of the same day stand for different codes, which is asked.
pub(super) fn newest(case: &mut Case<'_>, kind: &Kind, found: &[Found]) -> Option<Found> {
    let today = When::of(case.visit.date);
    let counts: Vec<&Found> = found.iter().filter(|f| !f.old && is_of_year(case, f)).collect();
    let date = counts.iter().map(|f| f.when.unwrap_or(today)).max()?;
    let last: Vec<&Found> = counts.into_iter().filter(|f| f.when.unwrap_or(today) == date).collect();
    let rows = case.desk.quality.rows();
    let code = |f: &Found| {
        let value = Value::Number(f.value);
        let of = |m: &str| m == kind.measure || m.strip_suffix("-plan") == Some(kind.measure);
        rows.iter().find(|r| of(r.measure) && r.value.holds(&value)).map(|r| r.code)
    };
    let first = last.first()?;
    if last.iter().any(|f| code(f) != code(first)) {
        let spans = last.iter().map(|f| f.span).collect();
        ask(case, kind.question, spans, Vec::new());
        return None;
    }
    Some((*first).clone())
}

/// Every value told of a result.
pub(super) fn values(case: &Case<'_>, hits: &[Hit], kind: &Kind) -> Vec<Found> {
    let mut out = Vec::new();
    for hit in told::of(case, hits, kind.measure) {
        let reading = &case.reading;
        let context = reading.doc.context(reading.span(hit.tokens.clone()));
        let elsewhere = matches!(
            context.section,
            SectionKind::Instructions | SectionKind::Orders | SectionKind::FamilyHistory
        );
        if context.assertion.experiencer != Experiencer::Patient || elsewhere {
            continue;
        }
        out.extend(behind(case, hits, hit, kind));
    }
    out.dedup_by(|a, b| a.span == b.span);
    out
}

/// The values behind one name: `A1c 7.2 (3/14), was 8.1`.
fn behind(case: &Case<'_>, hits: &[Hit], name: &Hit, kind: &Kind) -> Vec<Found> {
    let reading = &case.reading;
    let (doc, day) = (reading.doc, case.visit.date);
    let sentence = reading.sentence(name.tokens.start);
    let end = end_of(case, hits, name, sentence.end);
    let said = |range: Range<usize>, class| told::has(case, hits, range, class);
    let today = said(sentence.start..end, "today");
    let ahead = name.tokens.start.saturating_sub(3).max(sentence.start)..name.tokens.start;
    let history = is_history(doc.context(reading.span(name.tokens.clone())).section);
    let mut out: Vec<Found> = Vec::new();
    let mut when = (ahead.start..ahead.end).find_map(|t| dates::at(doc, t, day)).map(|d| d.0);
    let mut old = said(ahead, "before") && !today;
    let mut at = name.tokens.end;
    while at < end {
        if let Some((date, len)) = dates::at(doc, at, day) {
            match out.last_mut().filter(|f| f.when.is_none()) {
                Some(last) => last.when = Some(date),
                None => when = Some(date),
            }
            at += len;
            continue;
        }
        if said(at..at + 1, "goal") || doc.gap(at).has(Gap::OTHER) && is_bound(doc, at) {
            // The number behind a goal is nobody's.
            at = after_number(case, at, end);
            continue;
        }
        if said(at..at + 1, "to come") && out.is_empty() {
            break;
        }
        if said(at..at + 1, "before") {
            old = !(today && out.is_empty());
        }
        if doc.gap(at).has(Gap::ARROW) || doc.folded(at) == "to" {
            out.iter_mut().for_each(|f| f.old = true);
            old = false;
        }
        if doc.folded(at) == "ago"
            && let Some(last) = out.last_mut()
        {
            last.old = true;
        }
        let value = reading.value(at).filter(|v| (kind.least..=kind.most).contains(v));
        if let Some(value) = value.filter(|_| is_result(doc, at)) {
            let span = reading.span(at..at + 1);
            let past = old || history && !today && when.is_none();
            out.push(Found { value, span, when, old: past });
            when = None;
        }
        at += 1;
    }
    out
}

/// Where what is told of a name ends: at its sentence, or at the next name of a result.
fn end_of(case: &Case<'_>, hits: &[Hit], name: &Hit, end: usize) -> usize {
    let names = KINDS.iter().map(|k| k.measure).chain(["bmi", "bp", PAIN, "phq9", "phq2"]);
    let classes: Vec<u16> = names.map(|n| case.desk.quality.words.get(n)).collect();
    let end = end.min(name.tokens.end + REACH);
    let next = told::within(hits, name.tokens.end..end).iter().find(|h| classes.contains(&h.class));
    next.map_or(end, |h| h.tokens.start)
}

/// The token behind the number that a goal names.
fn after_number(case: &Case<'_>, at: usize, end: usize) -> usize {
    let number = (at..end.min(at + 4)).find(|&t| case.reading.value(t).is_some());
    number.map_or(at, |t| t) + 1
}

/// Whether `<` or `>` stands right before a token.
fn is_bound(doc: &medcode_note::Document<'_>, at: usize) -> bool {
    let start = doc.tokens()[at].span.start as usize;
    let before = doc.text().get(..start).unwrap_or_default().trim_end_matches([' ', '=']);
    before.ends_with(['<', '>', '≤', '≥'])
}

/// Whether a number is no count of time, no part of a score or range.
fn is_result(doc: &medcode_note::Document<'_>, at: usize) -> bool {
    const TIMES: &[&str] =
        &["month", "mo", "mos", "week", "wk", "year", "yr", "day", "x", "time", "mg", "unit", "point"];
    let joined = Gap::SLASH.with(Gap::HYPHEN).with(Gap::DASH);
    let figure = |t: usize| doc.folded(t).starts_with(|c: char| c.is_ascii_digit());
    let ranged = doc.gap(at + 1).has(joined) && figure(at + 1)
        || at > 0 && doc.gap(at).has(joined) && figure(at - 1);
    let unit = doc.folded(at + 1) == "mg" && doc.gap(at + 2).has(Gap::SLASH);
    figure(at) && !ranged && (unit || !TIMES.contains(&doc.folded(at + 1)))
}

/// A section that tells of other times unless it says today.
pub(super) const fn is_history(section: SectionKind) -> bool {
    section.is_history_list()
        || matches!(
            section,
            SectionKind::Hpi
                | SectionKind::SocialHistory
                | SectionKind::Consult
                | SectionKind::Indication
                | SectionKind::Medications
        )
}

/// Pain scored out of ten: the greatest of the visit.
fn pain(case: &Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    let mut found: Vec<(f32, Span)> = Vec::new();
    for hit in told::of(case, hits, PAIN) {
        let reading = &case.reading;
        let doc = reading.doc;
        let sentence = reading.sentence(hit.tokens.start);
        let kin = doc.context(reading.span(hit.tokens.clone())).assertion.experiencer;
        let near = hit.tokens.end..sentence.end.min(hit.tokens.end + 6);
        let scored = near.into_iter().find(|&t| {
            let score = reading.value(t).is_some_and(|v| (0.0..=10.0).contains(&v));
            score && doc.folded(t + 1) == "10" && doc.gap(t + 1).has(Gap::SLASH)
        });
        let Some(at) = scored.filter(|_| kin == Experiencer::Patient) else { continue };
        let between = hit.tokens.start.saturating_sub(3).max(sentence.start)..at;
        let aside = ["before", "goal", "to come"];
        if !aside.iter().any(|class| told::has(case, hits, between.clone(), class)) {
            found.push((reading.value(at).unwrap_or_default(), reading.span(at..at + 2)));
        }
    }
    let Some(&(most, _)) = found.iter().max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    let spans = found.iter().map(|f| f.1).collect();
    out.push(Answer::new(PAIN, Value::Number(most), spans, format!("pain {most} of 10")));
}

//! 53, 73, 74: begun and stopped, or called off before it began.
//!
//! A professional bills nothing for what was called off before anesthesia, and 53 for what was stopped
//! after it (Medicare Claims Processing Manual ch. 12 §40.2, §30.1). A hospital or surgery center
//! bills 73 where the patient was prepared and in the room and anesthesia was not begun, 74 after it was
//! begun or the procedure was (ch. 4 §20.6.4). Where the note does not tell which, it is asked.

use super::operation::{is_operation, spoken_of};
use crate::desk::Case;
use crate::service::{Fate, Service};
use medcode_model::{BillingContext, Evidence, Query, Span, WithheldReason};
use std::ops::Range;

const PROFESSIONAL: &str = "CMS Claims Processing Manual ch. 12 §40.2";
const FACILITY: &str = "CMS Claims Processing Manual ch. 4 §20.6.4";

/// What words that stop may speak of without a name.
const SUBJECTS: &[&str] =
    &["procedure", "case", "surgery", "operation", "exam", "examination", "study", "attempt"];

/// How far before the words their subject may stand.
const BEFORE: usize = 5;

/// How far around them the way on to another operation is told.
const CONVERTED: usize = 12;

/// How far the account went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Called off before the patient was in the room.
    Outside,
    /// In the room, before anesthesia.
    Prepared,
    /// After anesthesia, or after it was begun.
    Begun,
    Unknown,
}

pub(super) fn apply(case: &mut Case<'_>) {
    let mut stops = case.all_told(case.reading.whole(), "mod stopped");
    stops.extend(case.all_told(case.reading.whole(), "mod stopped plainly"));
    stops.extend(case.all_told(case.reading.whole(), "mod not done"));
    stops.sort_by_key(|s| s.start);
    let mut settled: Vec<usize> = Vec::new();
    for stop in stops {
        let Some(n) = operation(case, &stop) else { continue };
        if settled.contains(&n) || is_converted(case, &stop) {
            continue;
        }
        settled.push(n);
        let stage = stage(case, n, &stop);
        settle(case, n, stage, case.reading.span(stop));
    }
}

/// The operation that was stopped: one named in the sentence, or where the words say `procedure` or
/// say it of none, the one that is told.
fn operation(case: &Case<'_>, stop: &Range<usize>) -> Option<usize> {
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(stop.start);
    let before = stop.start.saturating_sub(BEFORE).max(sentence.start)..stop.end;
    let plain = says_at(case, stop, "mod stopped plainly");
    let reach = if plain { before.clone() } else { sentence.start..stop.end };
    let subject = reach.into_iter().any(|t| SUBJECTS.contains(&doc.folded(t)));
    let known = |s: &Service| {
        s.is_reported()
            || matches!(
                s.fate,
                Fate::Withhold { reason: WithheldReason::Negated | WithheldReason::Planned, .. }
            )
    };
    let n = spoken_of(&case.services, stop.start, &sentence, known)?;
    let at = &case.services[n].tokens;
    // `Aborted due to bleeding after trocar entry`: the one that is told goes without saying.
    let subject = subject || stop.start == sentence.start;
    let named = if plain { before.contains(&(at.end - 1)) } else { sentence.contains(&at.start) };
    (subject || named).then_some(n)
}

/// Whether the operation went on by another approach: only what was finished is billed (NCCI Policy
/// Manual ch. I §B).
fn is_converted(case: &Case<'_>, stop: &Range<usize>) -> bool {
    let whole = case.reading.whole();
    let around = stop.start.saturating_sub(CONVERTED)..(stop.end + CONVERTED).min(whole.end);
    // `Converted? no.`
    case.all_told(around, "mod converted").into_iter().any(|at| case.reading.doc.folded(at.end) != "no")
}

/// Whether words of a class begin where a stop is told.
fn says_at(case: &Case<'_>, stop: &Range<usize>, class: &str) -> bool {
    let word = case.desk.crosswalk.words.get(class);
    case.reading.named_in(stop.start..stop.start + 1).iter().any(|n| n.2 == word)
}

fn stage(case: &Case<'_>, n: usize, stop: &Range<usize>) -> Stage {
    let whole = case.reading.whole();
    let says = |class: &str| case.told(whole.clone(), class).is_some();
    if says("mod before anesthesia") {
        return if is_in_room(case) { Stage::Prepared } else { Stage::Outside };
    }
    // A colonoscopy that did not reach the end is told to be begun.
    let incomplete = case.services[n].modifiers.contains(&"53");
    if incomplete || says("mod begun") || says("mod anesthesia") {
        return Stage::Begun;
    }
    match (says_at(case, stop, "mod not done"), is_in_room(case)) {
        (true, true) => Stage::Prepared,
        (true, false) => Stage::Outside,
        _ => Stage::Unknown,
    }
}

/// Whether the patient was in the room; `cancelled before going to OR` is none.
fn is_in_room(case: &Case<'_>) -> bool {
    const BEFORE_IT: &[&str] = &["before", "prior", "never", "not", "without", "going"];
    let doc = case.reading.doc;
    let told = case.all_told(case.reading.whole(), "mod in room");
    told.into_iter().any(|at| {
        let from = at.start.saturating_sub(2);
        !(from..at.start).any(|t| BEFORE_IT.contains(&doc.folded(t)))
    })
}

fn settle(case: &mut Case<'_>, n: usize, stage: Stage, words: Span) {
    let facility = case.visit.billing == BillingContext::Facility;
    let service = &mut case.services[n];
    match (stage, facility) {
        (Stage::Begun, false) => {
            service.fate = Fate::Report;
            service.modify_by(words, "53", "53: begun and stopped", PROFESSIONAL);
        }
        (Stage::Begun, true) => {
            service.fate = Fate::Report;
            service.modify_by(words, "74", "74: stopped after anesthesia or its start", FACILITY);
        }
        (Stage::Prepared, true) => {
            service.fate = Fate::Report;
            let why = "73: prepared, in the room, and stopped before anesthesia";
            service.modify_by(words, "73", why, FACILITY);
        }
        (Stage::Prepared | Stage::Outside, _) => {
            let why = "called off before it began";
            let authority = Some(if facility { FACILITY } else { PROFESSIONAL });
            service.fate = Fate::Report;
            service.withhold(WithheldReason::Negated, why, authority);
            with_it(case, n, why);
        }
        (Stage::Unknown, _) => ask(case, n, words),
    }
}

/// What the same sentence names was called off with it: `shoulder arthroscopy with cuff repair`.
fn with_it(case: &mut Case<'_>, n: usize, why: &'static str) {
    let sentence = case.reading.sentence(case.services[n].tokens.start);
    for service in &mut case.services {
        let told = !service.tokens.is_empty() && sentence.contains(&service.tokens.start);
        if told && is_operation(&service.code) {
            service.withhold(WithheldReason::Negated, why, None);
        }
    }
}

/// What was stopped at a point that the note does not tell is not billed until it does.
fn ask(case: &mut Case<'_>, n: usize, words: Span) {
    let service = &mut case.services[n];
    let question = format!("How far had this gone when it was stopped: {}?", service.label);
    let why = "stopped, and the note does not say whether it had begun";
    service.fate = Fate::Report;
    service.withhold(WithheldReason::Incomplete, why, Some(PROFESSIONAL));
    let options = [
        "Before the patient was in the room",
        "In the room, before anesthesia",
        "After anesthesia or after it was begun",
        "Other",
        "Unable to determine",
    ];
    case.queries.push(Query {
        question,
        indicators: vec![Evidence { span: words }],
        options: options.map(str::to_owned).to_vec(),
    });
}

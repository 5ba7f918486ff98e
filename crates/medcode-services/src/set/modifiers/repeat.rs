//! 76, 77: the same procedure or image again on the day, by the same or another physician; 91: the same
//! laboratory test again for a further result.
//!
//! The first telling is a line, each further one a line of its own with 76; laboratory tests count on one
//! line (NCCI Policy Manual ch. I §E.1, ch. X §F; Medicare Claims Processing Manual ch. 16 §100.5.1). A
//! test run again because of a poor specimen or to confirm is no further result. ECGs that a physician
//! reads one after the other count in units (`families/each.rs`).

use super::operation::{is_operation, spoken_of};
use crate::crosswalk::Bill;
use crate::desk::Case;
use crate::read::Status;
use crate::service::Service;
use medcode_model::Span;
use std::ops::Range;

const PROCEDURES: &str = "NCCI Policy Manual ch. I §E.1";
const LABORATORY: &str = "CMS Claims Processing Manual ch. 16 §100.5.1";

/// First and last number of what may be done again in a day as a service of its own.
const REPEATED: &[(&str, &str)] = &[("10004", "69990"), ("70010", "79999"), ("92950", "92998")];
const TESTS: (&str, &str) = ("80047", "89398");

const AGAIN: &[&str] = &["repeat", "repeated", "recheck", "rechecked", "redo", "redone", "again"];
/// Said of tests and images, which have no second lesion, nail or rib.
const COUNTED: &[&str] = &["second", "third", "2nd", "3rd", "fourth", "4th"];

/// How far before a name the word for it may stand.
const NEAR: usize = 3;

pub(super) fn apply(case: &mut Case<'_>) {
    by_claim(case);
    let mut more = Vec::new();
    for n in 0..case.services.len() {
        let number = case.services[n].code.compact().to_owned();
        let within = |(first, last): (&str, &str)| (first..=last).contains(&number.as_str());
        if !case.services[n].is_reported() || case.services[n].tokens.is_empty() {
            continue;
        }
        if within(TESTS) {
            tests(case, n, &mut more);
        } else if REPEATED.iter().any(|&r| within(r)) {
            procedures(case, n, &mut more);
        }
    }
    case.services.extend(more);
}

/// `repeat procedure by the same physician`, said of an operation.
fn by_claim(case: &mut Case<'_>) {
    for (class, modifier, why) in [
        ("mod repeat same", "76", "76: done again by the same physician"),
        ("mod repeat other", "77", "77: done again after another physician"),
    ] {
        let Some(words) = case.all_told(case.reading.whole(), class).into_iter().next() else {
            continue;
        };
        let sentence = case.reading.sentence(words.start);
        if let Some(n) = spoken_of(&case.services, words.start, &sentence, Service::is_reported) {
            let span = case.reading.span(words);
            case.services[n].modify_by(span, modifier, why, PROCEDURES);
        }
    }
}

fn procedures(case: &mut Case<'_>, n: usize, more: &mut Vec<Service>) {
    let tellings = Tellings::of(case, &case.services[n]);
    let Some(again) = tellings.again.first().cloned() else { return };
    if case.services[n].modifiers.iter().any(|m| matches!(*m, "76" | "77" | "78" | "58")) {
        return;
    }
    let span = case.reading.span(again.clone());
    let operation = is_operation(&case.services[n].code);
    if let Some(words) = by_other(case, &again) {
        let why = "77: done again after another physician";
        case.services[n].modify_by(words, "77", why, PROCEDURES);
    } else if operation && earlier_today(case, &again) {
        // An account tells of one operation more than once: it is one line.
        let why = "76: done again by the same physician";
        case.services[n].modify_by(span, "76", why, PROCEDURES);
    } else if !operation && !tellings.first.is_empty() {
        for tokens in tellings.again {
            let mut line = case.services[n].clone();
            line.evidence = vec![case.reading.span(tokens)];
            line.modify("76", "76: done again by the same physician", PROCEDURES);
            more.push(line);
        }
    }
}

/// Words that give the first time to another physician.
fn by_other(case: &Case<'_>, again: &Range<usize>) -> Option<Span> {
    let near = case.reading.near(again.start);
    let first = |t: usize| {
        matches!(case.reading.doc.folded(t), "first" | "initial" | "initially" | "earlier" | "original")
    };
    let named = || {
        let told = near.clone().any(first).then(|| case.told(near.clone(), "mod named physician"));
        told.flatten()
    };
    case.told(near.clone(), "mod other physician").or_else(named)
}

/// Whether the first time was earlier on the day.
fn earlier_today(case: &Case<'_>, again: &Range<usize>) -> bool {
    let doc = case.reading.doc;
    case.reading.near(again.start).any(|t| match doc.folded(t) {
        "morning" | "afternoon" => true,
        "earlier" => doc.folded(t + 1) == "today",
        "same" => doc.folded(t + 1) == "day",
        _ => false,
    })
}

/// One line for the first result, one with 91 for those after it.
fn tests(case: &mut Case<'_>, n: usize, more: &mut Vec<Service>) {
    let tellings = Tellings::of(case, &case.services[n]);
    let Some(again) = tellings.again.first() else { return };
    let poor = |t: &Range<usize>| {
        let sentence = case.reading.sentence(t.start);
        case.told(sentence, "mod no repeat").is_some()
    };
    let further: Vec<&Range<usize>> = tellings.again.iter().filter(|t| !poor(t)).collect();
    let first_is_told = !tellings.first.is_empty() || earlier_today(case, again);
    if further.is_empty() || !first_is_told {
        return;
    }
    let mut line = case.services[n].clone();
    line.units = further.len() as u32;
    line.evidence = further.iter().map(|t| case.reading.span((*t).clone())).collect();
    let why = format!("91: {} further results on the day", further.len());
    line.modify("91", why, LABORATORY);
    more.push(line);
}

/// Where a service is told of as done: the first time, and again.
struct Tellings {
    first: Vec<Range<usize>>,
    again: Vec<Range<usize>>,
}

impl Tellings {
    fn of(case: &Case<'_>, service: &Service) -> Self {
        let (crosswalk, reading) = (&case.desk.crosswalk, &case.reading);
        let mut out = Self { first: Vec::new(), again: Vec::new() };
        for mention in &reading.mentions {
            let rows = &crosswalk.phrase(mention.phrase).rows;
            let Some(&row) = rows.iter().find(|&&r| crosswalk.row(r).code == service.code) else {
                continue;
            };
            let tokens = mention.tokens.clone();
            let again = is_again(case, &tokens, is_operation(&service.code));
            let done = match crosswalk.row(row).bill {
                Bill::Act => reading.act(mention, case.visit.setting) == Status::Done,
                _ => {
                    let standing = reading.standing(&tokens);
                    standing.status == Status::Done
                        || standing.read && standing.status == Status::Planned
                }
            };
            match (again, done) {
                (true, true) => out.again.push(tokens),
                (true, false) if resulted(case, &tokens) => out.again.push(tokens),
                (false, true) => out.first.push(tokens),
                _ => {}
            }
        }
        out
    }
}

fn is_again(case: &Case<'_>, tokens: &Range<usize>, operation: bool) -> bool {
    let sentence = case.reading.sentence(tokens.start);
    // `fingerstick recheck`: said behind the name of a test too.
    let end = if operation { tokens.end } else { (tokens.end + 1).min(sentence.end) };
    let around = tokens.start.saturating_sub(NEAR).max(sentence.start)..end;
    let word = |t: usize| case.reading.doc.folded(t);
    around.into_iter().any(|t| AGAIN.contains(&word(t)) || !operation && COUNTED.contains(&word(t)))
}

/// `Repeat glucose at 0930: 88`: what it gave stands behind its colon, so it is no plan.
fn resulted(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    use medcode_note::{Gap, SectionKind as K};
    let doc = case.reading.doc;
    let start = doc.tokens()[tokens.start].span.start;
    let plan = doc.section_at(start).is_some_and(|s| {
        matches!(s.kind, K::Plan | K::Orders | K::Instructions | K::Disposition | K::AssessmentPlan)
    });
    let sentence = case.reading.sentence(tokens.start);
    let behind = tokens.end..(tokens.end + 6).min(sentence.end);
    !plan
        && behind.clone().any(|t| doc.gap(t).has(Gap::COLON))
        && !behind.into_iter().any(|t| {
            matches!(
                doc.folded(t),
                "pending" | "tomorrow" | "ordered" | "planned" | "if" | "week" | "month"
            )
        })
}

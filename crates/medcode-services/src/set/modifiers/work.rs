//! 22 where the account compares the work with the usual and tells why it was more; 52 where a part was
//! left out by choice, or one side was done of what is priced for both.
//!
//! Authority: Medicare Claims Processing Manual ch. 12 §40.2 (22, 52), §40.7 (bilateral indicator 2).
//! That an operation was difficult is not enough: the note must tell how much more it was.

use super::operation::{has_global, row, spoken_of};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, Span};
use std::ops::Range;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §40.2";
const BOTH_SIDES: &str = "CMS Claims Processing Manual ch. 12 §40.7";

/// A quarter more than usual is the least that payers look at.
const LEAST_PERCENT: f32 = 25.0;
/// As many minutes more, where they are told as such.
const LEAST_MINUTES: f32 = 30.0;

const MORE: &[&str] = &["longer", "additional", "extra", "more", "increase", "increased", "added"];
const USUAL: &[&str] = &["usual", "usually", "typical", "typically", "normal", "average", "expected"];

pub(super) fn apply(case: &mut Case<'_>) {
    let operation = |case: &Case<'_>, words: &Range<usize>| {
        let sentence = case.reading.sentence(words.start);
        let fits = |s: &Service| s.is_reported() && has_global(case.visit, &s.code);
        spoken_of(&case.services, words.start, &sentence, fits)
    };
    if case.visit.billing == BillingContext::Professional
        && let Some(words) = more_work(case)
        && let Some(n) = operation(case, &words)
    {
        let span = case.reading.span(words);
        let why = "22: the account tells of much more work than usual";
        case.services[n].modify_by(span, "22", why, AUTHORITY);
    }
    for words in case.all_told(case.reading.whole(), "mod reduced") {
        if let Some(n) = reduced(case, &words) {
            let span = case.reading.span(words);
            let why = "52: less than the whole service, by choice";
            case.services[n].modify_by(span, "52", why, AUTHORITY);
        }
    }
    one_side_of_both(case);
}

/// The words that compare the work with the usual.
fn more_work(case: &Case<'_>) -> Option<Range<usize>> {
    let first = case.all_told(case.reading.whole(), "mod more work").into_iter().next();
    first.or_else(|| measured(case))
}

/// `50% longer than usual`, `an additional 90 minutes beyond the typical case`.
fn measured(case: &Case<'_>) -> Option<Range<usize>> {
    let (reading, doc) = (&case.reading, case.reading.doc);
    let may_hold = |words: &[&str]| words.iter().any(|word| doc.may_hold(word));
    if !may_hold(MORE) || !may_hold(USUAL) {
        return None;
    }
    reading.whole().find_map(|at| {
        let value = reading.value(at)?;
        let sentence = reading.sentence(at);
        let near = at.saturating_sub(4).max(sentence.start)..(at + 10).min(sentence.end);
        let has = |words: &[&str]| near.clone().any(|t| words.contains(&doc.folded(t)));
        let unit = doc.folded(at + 1);
        let after = &doc.text()[doc.tokens()[at].span.end as usize..];
        let enough = matches!(unit, "minute" | "min") && value >= LEAST_MINUTES
            || (unit == "percent" || after.starts_with('%')) && value >= LEAST_PERCENT;
        (enough && has(MORE) && has(USUAL)).then_some(at..at + 1)
    })
}

/// The service that was reduced: of its sentence, else the operation that is told.
fn reduced(case: &Case<'_>, words: &Range<usize>) -> Option<usize> {
    let sentence = case.reading.sentence(words.start);
    let of_sentence = case.services.iter().position(|s| {
        s.is_reported() && s.family != "em" && sentence.contains(&s.tokens.start) && !s.tokens.is_empty()
    });
    let fits = |s: &Service| s.is_reported();
    of_sentence.or_else(|| spoken_of(&case.services, words.start, &sentence, fits)).or_else(|| {
        let others: Vec<usize> = (0..case.services.len())
            .filter(|&n| case.services[n].is_reported() && case.services[n].family != "em")
            .collect();
        (others.len() == 1).then(|| others[0])
    })
}

/// `right eye only`, where the schedule prices both sides as one.
fn one_side_of_both(case: &mut Case<'_>) {
    let doc = case.reading.doc;
    for n in 0..case.services.len() {
        let service = &case.services[n];
        let priced = row(case.visit, &service.code).is_some_and(|r| r.bilateral == b'2');
        if !service.is_reported() || !priced || service.tokens.is_empty() {
            continue;
        }
        let sentence = case.reading.sentence(service.tokens.start);
        let only = sentence.clone().find(|&t| {
            let sided =
                |t: usize| matches!(doc.folded(t), "left" | "right" | "od" | "os" | "unilateral");
            // `OCT OU: fluid OD, OS drusen only`: both were done; what is only is a finding.
            let both = sentence.clone().any(|n| matches!(doc.folded(n), "ou" | "both" | "bilateral"));
            matches!(doc.folded(t), "only" | "alone") && (t.saturating_sub(3)..t).any(sided) && !both
        });
        if let Some(at) = only {
            let words: Span = case.reading.span(at..at + 1);
            let why = "52: one side of what is priced for both";
            case.services[n].modify_by(words, "52", why, BOTH_SIDES);
        }
    }
}

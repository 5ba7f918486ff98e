//! The second lesion or digit of one operation.
//!
//! Lesions sampled by needle: the first by its row, each further one by the add-on number. Passes
//! into one lesion count once; a further lesion is told by a size of its own (NCCI Policy Manual
//! ch. III §I). An operation of a finger or toe is a line for each digit (ch. I §E.1); a second nail
//! pulled is the add-on number.

use super::counted::Counted;
use crate::desk::Case;
use crate::read::{Parts, Status};
use std::ops::Range;

/// The number of the first lesion, and of each further one.
const FURTHER: [(&str, &str); 3] = [("10021", "10004"), ("10005", "10006"), ("19083", "19084")];
const AUTHORITY: &str = "NCCI Policy Manual ch. III §I";

/// Operations of one digit that are a line of their own for each further digit.
const DIGITS: [&str; 3] = ["11750", "26055", "28285"];

pub(super) fn apply(case: &mut Case<'_>) {
    lesions_further(case);
    parts(case, &DIGITS, Parts::Digit, None);
    parts(case, &["11730"], Parts::Digit, Some("11732"));
}

/// One line for each digit that the account names beside the operation; with an add-on number
/// for those after the first, where the operation has one.
fn parts(case: &mut Case<'_>, numbers: &[&str], kind: Parts, add_on: Option<&str>) {
    let mut more = Vec::new();
    let further = || add_on.and_then(|n| case.desk.crosswalk.number(n)).map(|r| (r.code, r.label));
    for service in case.services.iter().filter(|s| s.is_reported() && !s.tokens.is_empty()) {
        let number = service.code.compact();
        if !numbers.contains(&number) {
            continue;
        }
        let part = |tokens: &Range<usize>| case.reading.part(tokens, kind);
        let mut parts = vec![part(&service.tokens)];
        for tokens in done(case, number) {
            let own = part(&tokens);
            if own.is_some() && parts[0].is_some() && !parts.contains(&own) {
                parts.push(own);
                let mut line = service.clone();
                line.evidence = vec![case.reading.span(tokens.clone())];
                line.tokens = tokens;
                if let Some((code, label)) = further() {
                    (line.code, line.label) = (code, label.to_owned());
                }
                more.push(line);
            }
        }
    }
    case.services.extend(more);
}

/// Where a number is named as done.
fn done(case: &Case<'_>, number: &str) -> Vec<Range<usize>> {
    let crosswalk = &case.desk.crosswalk;
    let named = |phrase| {
        crosswalk.phrase(phrase).rows.iter().any(|&r| crosswalk.row(r).code.compact() == number)
    };
    let mentions = case.reading.mentions.iter().filter(|m| named(m.phrase));
    let done = mentions.filter(|m| case.reading.act(m, case.visit.setting) == Status::Done);
    done.map(|m| m.tokens.clone()).collect()
}

fn lesions_further(case: &mut Case<'_>) {
    for (first, more) in FURTHER {
        let reported = |s: &crate::service::Service| s.is_reported() && s.code.compact() == first;
        if !case.services.iter().any(reported) || case.services.iter().any(|s| s.code.compact() == more)
        {
            continue;
        }
        let lesions = lesions(case, first);
        let Some((_, rest)) = lesions.split_first() else { continue };
        if let Some(line) = Counted::of(case, more, rest.len() as u32, rest.to_vec()) {
            line.because(format!("{} lesions sampled", lesions.len()), AUTHORITY).put(case);
        }
    }
}

/// Where lesions of different sizes are told to be sampled, one place a lesion.
fn lesions(case: &Case<'_>, number: &str) -> Vec<Range<usize>> {
    let mut sizes: Vec<f32> = Vec::new();
    let mut out = Vec::new();
    for tokens in done(case, number) {
        let sentence = case.reading.sentence(tokens.start);
        let Some(size) = case.reading.measures(sentence).first().map(|m| m.longest()) else { continue };
        if !sizes.iter().any(|s| (s - size).abs() < 0.01) {
            sizes.push(size);
            out.push(tokens);
        }
    }
    out
}

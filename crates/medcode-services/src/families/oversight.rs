//! Work for a patient that needs no visit, and words that send other services elsewhere: certifying and
//! overseeing care at home (G0179-G0182), a month of primary care management (G0556-G0558).
//!
//! `home`, `initial`, `reviewed` and `monthly` are part of what these services are. What is still to be
//! signed, or offered, is none (Medicare Claims Processing Manual ch. 12 §180; CMS, final rule for 2025, on
//! primary care management). Oversight takes 30 minutes in the month.

use super::choose::{Choice, choose};
use super::counted::{Counted, named};
use crate::desk::Case;
use crate::read::Status;
use std::ops::Range;

pub(super) const FAMILIES: [&str; 4] =
    [PLAN, "home-health-month", "hospice-month", "primary-care-month"];
const PLAN: &str = "home-health-plan";
const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §180";

const AGAIN: &[&str] = &["recertification", "recertified", "recert", "recertify"];
const SIGNED: &[&str] = &["signed", "certified", "recertified", "completed", "approved"];
const TO_COME: &[&str] = &[
    "will",
    "plan",
    "enroll",
    "consider",
    "discuss",
    "discussed",
    "eligible",
    "offer",
    "offered",
    "order",
];

pub(super) fn apply(case: &mut Case<'_>) {
    for family in FAMILIES {
        for (phrase, tokens, standing) in named(case, family) {
            let refused = matches!(standing.status, Status::NotDone | Status::Ordered);
            let number = if family == PLAN {
                certified(case, &tokens, standing.status)
            } else {
                counted(case, phrase, &tokens)
            };
            let Some(number) = number.filter(|_| !refused) else { continue };
            if case.services.iter().any(|s| s.code.compact() == number) {
                continue;
            }
            if let Some(line) = Counted::of(case, &number, 1, vec![tokens]) {
                line.because("care of the patient without a visit", AUTHORITY).put(case);
            }
        }
    }
}

fn certified(case: &Case<'_>, tokens: &Range<usize>, status: Status) -> Option<String> {
    let says = |words: &[&str]| {
        let mut sentence = case.reading.sentence(tokens.start);
        sentence.any(|t| words.contains(&case.reading.doc.folded(t)))
    };
    let done = status != Status::Planned && says(SIGNED);
    done.then(|| if says(AGAIN) { "G0179" } else { "G0180" }.to_owned())
}

fn counted(case: &Case<'_>, phrase: u32, tokens: &Range<usize>) -> Option<String> {
    let sentence = case.reading.sentence(tokens.start);
    let to_come = |t: usize| TO_COME.contains(&case.reading.doc.folded(t));
    if (sentence.start..tokens.start).any(to_come) {
        return None;
    }
    let crosswalk = &case.desk.crosswalk;
    let rows = crosswalk.phrase(phrase).rows.iter().map(|&r| crosswalk.row(r));
    match choose(case, rows, tokens) {
        Choice::Row(row) => Some(row.code.compact().to_owned()),
        _ => None,
    }
}

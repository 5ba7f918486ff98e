//! Why did the patient take less than was prescribed? (OCG I.C.19.e.5.c, Z91.1-)

use super::phrase::{tokens_of, within};
use crate::case::Case;

const COST: &[&str] = &[
    "cost",
    "afford",
    "copay",
    "co pay",
    "couldnt pay",
    "cant pay",
    "could not pay",
    "unable to pay",
    "lost insurance",
    "lost his insurance",
    "lost her insurance",
    "no insurance",
    "insurance lapsed",
    "too expensive",
    "out of pocket",
];
const MEANT: &[&str] = &[
    "on purpose",
    "intentionally",
    "by choice",
    "on his own",
    "on her own",
    "self discontinued",
    "decided to stop",
    "chose to stop",
    "chose not",
    "refuses to take",
    "refused to take",
    "did not want to",
    "didnt want to",
    "doesnt like",
    "does not like",
    "felt fine",
    "felt better",
    "feeling better",
];
const NOT_MEANT: &[&str] = &[
    "forgot",
    "forget",
    "forgets",
    "forgetting",
    "forgetful",
    "ran out",
    "run out",
    "left at home",
    "lost his",
    "lost her",
    "misplaced",
    "misunderstood",
    "confusion about",
];
const FRAIL: &[&str] = &["dementia", "memory", "cognitive"];

/// The reason given in the sentences around a place, as a code.
pub(super) fn around(case: &Case<'_>, sentence: usize) -> Option<&'static str> {
    let last = case.doc.sentences().len().saturating_sub(1);
    let near = [sentence, (sentence + 1).min(last), sentence.saturating_sub(1)];
    let said = |phrases: &[&str]| near.iter().any(|&s| is_said(case, s, phrases));
    if said(COST) {
        return Some("Z91.120");
    }
    if said(MEANT) {
        return Some("Z91.128");
    }
    if said(NOT_MEANT) {
        return Some(if said(FRAIL) { "Z91.130" } else { "Z91.138" });
    }
    None
}

pub(super) fn is_said(case: &Case<'_>, sentence: usize, phrases: &[&str]) -> bool {
    within(case.doc, tokens_of(case.doc, sentence), phrases).is_some()
}

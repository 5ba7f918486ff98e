//! The dominant side in hemiplegia and monoplegia (OCG I.C.6.a): as the note gives it; where
//! it does not, right is dominant, left is not, and of the ambidextrous both are.

use super::near;
use crate::case::{Case, Draft, Fate};
use medcode_model::WithheldReason;

/// Codes whose last character tells side and dominance.
const SIDED: &[&str] = &[
    "G81.0", "G81.1", "G81.9", "G83.1", "G83.2", "G83.3", "I69.03", "I69.04", "I69.05", "I69.13",
    "I69.14", "I69.15", "I69.23", "I69.24", "I69.25", "I69.33", "I69.34", "I69.35", "I69.83", "I69.84",
    "I69.85", "I69.93", "I69.94", "I69.95",
];

/// The hand that a patient uses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Left,
    Right,
    Both,
}

/// Completes codes that ask for the dominant side.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some(stem) = SIDED.iter().find(|s| draft.under(s)) else { continue };
        let incomplete = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::Incomplete, .. });
        if !draft.is_reported() && !incomplete {
            continue;
        }
        let Some(right) = is_right(case, draft).or_else(|| elsewhere(case, draft)) else { continue };
        let last = last(case, right);
        if case.recode(at, &format!("{stem}{last}"), "side and dominance", "OCG-I.C.6.a") && incomplete {
            case.drafts[at].fate = Fate::Report;
        }
    }
}

/// The last character of a side.
pub(super) fn last(case: &Case<'_>, right: bool) -> char {
    let dominant = match hand(case) {
        Some(Hand::Both) => true,
        Some(hand) => right == (hand == Hand::Right),
        None => right,
    };
    match (right, dominant) {
        (true, true) => '1',
        (false, true) => '2',
        (true, false) => '3',
        (false, false) => '4',
    }
}

fn hand(case: &Case<'_>) -> Option<Hand> {
    let note = near::note(case);
    let said = |words: &[&str]| near::said(case, &note, words);
    if said(&["ambidextrous"]) {
        Some(Hand::Both)
    } else if said(&["left handed", "left hand dominant", "lefthanded", "lhd", "left dominant"]) {
        Some(Hand::Left)
    } else if said(&["right handed", "right hand dominant", "righthanded", "rhd", "right dominant"]) {
        Some(Hand::Right)
    } else {
        None
    }
}

/// The one side that the note gives to a hemiplegia elsewhere.
fn elsewhere(case: &Case<'_>, draft: &Draft) -> Option<bool> {
    let noun = |t: &u32| {
        let word = case.doc.folded(*t as usize);
        ["hemipar", "hemipleg", "monopleg"].iter().any(|w| word.starts_with(w))
    };
    let word = case.doc.folded(*draft.tokens.iter().find(|t| noun(t))? as usize);
    let mut sides: Vec<bool> = Vec::new();
    for &at in case.places.word(word) {
        let before = at.saturating_sub(2)..at;
        for t in
            before.filter(|&t| case.doc.sentence_of(t as usize) == case.doc.sentence_of(at as usize))
        {
            let names = case.reading.forms(t as usize).iter().map(|f| &*f.word);
            sides.extend(names.filter_map(|w| match w {
                "right" => Some(true),
                "left" => Some(false),
                _ => None,
            }));
        }
    }
    sides.dedup();
    (sides.len() == 1).then(|| sides[0])
}

/// Whether the right side is meant: the side beside the mention, else the sentence's one.
fn is_right(case: &Case<'_>, draft: &Draft) -> Option<bool> {
    let places =
        [near::beside(case, draft, 2, 1), near::beside(case, draft, 4, 5), near::sentence(case, draft)];
    places.into_iter().find_map(|place| {
        let side = |t: usize| {
            let names = case.reading.forms(t).iter().map(|f| &*f.word);
            names.into_iter().find_map(|w| match w {
                "right" => Some(true),
                "left" => Some(false),
                _ => None,
            })
        };
        let mut sides: Vec<bool> = place.filter_map(side).collect();
        sides.dedup();
        (sides.len() == 1).then(|| sides[0])
    })
}

//! Hands on the body by regions: chiropractic and osteopathic manipulation; and acupuncture, by
//! the quarter of an hour.

use super::billed;
use super::counted::{Counted, named};
use crate::crosswalk::Bill;
use crate::desk::Case;
use crate::read::Status;
use std::ops::Range;

const CHIROPRACTIC: &str = "CMS Benefit Policy Manual ch. 15 §240.1";
const OSTEOPATHIC: &str = "NCCI Policy Manual ch. XI §K";

/// Regions of the body, and the words for each; the first five are those of the spine.
const REGIONS: &[&[&str]] = &[
    &["cervical", "neck", "occipital", "atlanto", "suboccipital", "oa", "aa"],
    &["thoracic", "dorsal", "costovertebral"],
    &["lumbar", "lumbosacral"],
    &["sacral", "sacrum", "sacrococcygeal"],
    &["pelvic", "pelvis", "sacroiliac", "si", "innominate", "ilium"],
    &["head", "cranial", "cranium"],
    &["rib", "costal"],
    &["abdomen", "abdominal", "visceral", "diaphragm"],
    &["shoulder", "arm", "wrist", "elbow", "upper"],
    &["hip", "knee", "ankle", "foot", "lower"],
];
const SPINE: usize = 5;

pub(super) fn apply(case: &mut Case<'_>) {
    manipulated(case, "chiropractic", CHIROPRACTIC, |n| match n {
        1..=2 => Some("98940"),
        3..=4 => Some("98941"),
        5 => Some("98942"),
        _ => None,
    });
    manipulated(case, "osteopathic", OSTEOPATHIC, |n| match n {
        1..=2 => Some("98925"),
        3..=4 => Some("98926"),
        5..=6 => Some("98927"),
        7..=8 => Some("98928"),
        9..=10 => Some("98929"),
        _ => None,
    });
    needles(case);
}

fn manipulated(
    case: &mut Case<'_>,
    family: &str,
    authority: &'static str,
    number: fn(usize) -> Option<&'static str>,
) {
    let spine = family == "chiropractic";
    let mut best: Option<(usize, Range<usize>)> = None;
    for (_, tokens, standing) in named(case, family) {
        if standing.status != Status::Done || standing.weak && !standing.here {
            continue;
        }
        let count = regions(case, case.reading.sentence(tokens.start), spine).max(regions(
            case,
            case.reading.near(tokens.start),
            spine,
        ));
        if count > 0 && best.as_ref().is_none_or(|(n, _)| *n < count) {
            best = Some((count, tokens));
        }
    }
    let Some((count, tokens)) = best else { return };
    let place = billed::by_place(case.visit, Bill::Done);
    if let Some(line) = number(count).and_then(|n| Counted::of(case, n, 1, vec![tokens])) {
        line.because(format!("{count} regions"), authority).unless(place).put(case);
    }
}

/// How many regions some tokens name; a number of regions that is stated stands.
fn regions(case: &Case<'_>, tokens: Range<usize>, spine: bool) -> usize {
    let reading = &case.reading;
    let stated = tokens.clone().find_map(|at| {
        let count = reading.value(at)?;
        matches!(reading.doc.folded(at + 1), "region" | "area" | "body" | "spinal")
            .then_some(count as usize)
    });
    if let Some(count) = stated.filter(|n| (1..=10).contains(n)) {
        return count;
    }
    let known = if spine { &REGIONS[..SPINE] } else { REGIONS };
    let named = |n: usize| {
        tokens.clone().any(|at| {
            let word = reading.doc.folded(at);
            known[n].contains(&word) || level(word) == Some(n)
        })
    };
    (0..known.len()).filter(|&n| named(n)).count()
}

/// The region of a vertebra: `C5`, `T12`, `L4`, `S1`.
fn level(word: &str) -> Option<usize> {
    let digits = word.get(1..)?;
    let n: u32 = digits.parse().ok()?;
    match word.as_bytes()[0] {
        b'c' if n <= 7 => Some(0),
        b't' if n <= 12 => Some(1),
        b'l' if n <= 5 => Some(2),
        b's' if n <= 5 => Some(3),
        _ => None,
    }
}

/// Acupuncture: the first quarter of an hour, and each further one with needles set again.
fn needles(case: &mut Case<'_>) {
    for (phrase, tokens, standing) in named(case, "acupuncture") {
        if standing.status != Status::Done || standing.weak && !standing.here {
            continue;
        }
        let crosswalk = &case.desk.crosswalk;
        let Some(&row) = crosswalk.phrase(phrase).rows.first() else { continue };
        let electric = crosswalk.row(row).code.compact() == "97813"
            || case.reading.sentence(tokens.start).any(|at| {
                matches!(
                    case.reading.doc.folded(at),
                    "electroacupuncture" | "stim" | "estim" | "stimulation"
                )
            });
        let numbers = if electric { ["97813", "97814"] } else { ["97810", "97811"] };
        if case.services.iter().any(|s| s.code.compact() == numbers[0]) {
            continue;
        }
        let Some(minutes) = case.reading.minutes_near(&tokens).filter(|&m| m >= 8) else { continue };
        let again = case.reading.near(tokens.start).any(|at| {
            case.reading.doc.folded(at).starts_with("reinsert")
                || case.reading.doc.folded(at) == "re"
                    && case.reading.doc.folded(at + 1).starts_with("insert")
        });
        let further = if again { (minutes.saturating_sub(15) + 7) / 15 } else { 0 };
        let place = billed::by_place(case.visit, Bill::Done);
        for (number, units) in [(numbers[0], 1), (numbers[1], further)] {
            if let Some(line) = Counted::of(case, number, units, vec![tokens.clone()]) {
                line.because(format!("{minutes} minutes"), "").unless(place).put(case);
            }
        }
    }
}

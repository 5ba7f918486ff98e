//! Studies of nerves counted from the table of a report: `Median motor APB | R | 5.1`.
//!
//! Each nerve, on each side, once for its motor, once for its sensory study; stimulation at further
//! sites and F waves belong to it. Needle studies of limbs count by their muscles (NCCI Policy Manual
//! ch. XI §L).

use super::line::{Line, add};
use super::nerve_words;
use crate::desk::Case;
use crate::read::NERVES;
use std::ops::Range;

const AUTHORITY: &str = "NCCI Policy Manual ch. XI §L";

/// The most studies of each number.
const STEPS: [(usize, &str); 7] = [
    (2, "95907"),
    (4, "95908"),
    (6, "95909"),
    (8, "95910"),
    (10, "95911"),
    (12, "95912"),
    (usize::MAX, "95913"),
];

const MUSCLES: &[&str] = &[
    "deltoid",
    "biceps",
    "bicep",
    "triceps",
    "tricep",
    "brachioradialis",
    "fdi",
    "apb",
    "adm",
    "adq",
    "pronator",
    "fcr",
    "fcu",
    "ecr",
    "edc",
    "eip",
    "infraspinatus",
    "vastu",
    "vastus",
    "vl",
    "vm",
    "rectu",
    "rectus",
    "tibialis",
    "ta",
    "gastrocnemiu",
    "gastrocnemius",
    "gastroc",
    "mg",
    "peroneus",
    "ehl",
    "edb",
    "gluteus",
    "iliopsoas",
    "hamstring",
    "fpl",
];

/// Fewer muscles than these are a limited study.
const COMPLETE: usize = 5;

pub(super) fn apply(case: &mut Case<'_>) {
    let known = |from: &str, to: &str| {
        case.services.iter().any(|s| s.is_reported() && (from..=to).contains(&s.code.compact()))
    };
    if known("95907", "95913") {
        return;
    }
    let needles_known = known("95885", "95887");
    let told = studies(case).or_else(|| nerve_words::studies(case));
    let Some((count, tokens)) = told else { return };
    let Some((_, number)) = STEPS.iter().find(|(most, _)| count <= *most) else { return };
    let reason = format!("studies in the table: {count}");
    add(case, Line { number, units: 1, tokens: tokens.clone(), reason, authority: AUTHORITY });
    if needles_known {
        return;
    }
    for (number, limbs) in needles(case) {
        let reason = format!("limbs by needle: {limbs}");
        add(case, Line { number, units: limbs, tokens: tokens.clone(), reason, authority: AUTHORITY });
    }
}

/// The different studies that lines of a table tell, and the first of them.
fn studies(case: &Case<'_>) -> Option<(usize, Range<usize>)> {
    let doc = case.reading.doc;
    let mut known: Vec<(&str, bool, char)> = Vec::new();
    let mut first = None;
    for line in doc.lines() {
        let tokens = line.tokens.0 as usize..line.tokens.1 as usize;
        let mut words = tokens.clone().take(3).map(|t| doc.folded(t));
        let Some(nerve) = words.clone().find(|w| NERVES.contains(w)) else { continue };
        let Some(kind) = words.find(|w| matches!(*w, "motor" | "sensory")) else { continue };
        // A line of a table gives numbers.
        if tokens.clone().filter(|&t| case.reading.value(t).is_some()).count() < 2 {
            continue;
        }
        let side = tokens.clone().find_map(|t| match doc.folded(t) {
            "l" | "left" | "lt" => Some('l'),
            "r" | "right" | "rt" => Some('r'),
            _ => None,
        });
        let study = (nerve, kind == "motor", side.unwrap_or('?'));
        if !known.contains(&study) {
            known.push(study);
            first = first.or(Some(tokens.start..tokens.start + 1));
        }
    }
    // One line is the result of another report that is quoted.
    first.filter(|_| known.len() >= 2).map(|tokens| (known.len(), tokens))
}

/// Limbs studied by needle, those with enough muscles apart from the others.
fn needles(case: &Case<'_>) -> Vec<(&'static str, u32)> {
    let doc = case.reading.doc;
    let (mut complete, mut limited) = (0, 0);
    let mut needle = false;
    for sentence in doc.sentences() {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let has = |any: &[&str]| tokens.clone().any(|t| any.contains(&doc.folded(t)));
        needle |= has(&["emg", "needle"]);
        let limb = has(&["arm", "leg", "limb", "extremity", "rue", "lue", "rle", "lle"]);
        let muscles = tokens.clone().filter(|&t| MUSCLES.contains(&doc.folded(t))).count();
        if !needle || !limb || muscles < 2 {
            continue;
        }
        if muscles >= COMPLETE {
            complete += 1;
        } else {
            limited += 1;
        }
    }
    if complete + limited == 0 {
        let limbs = nerve_words::muscles(case);
        complete = limbs.iter().filter(|n| **n >= COMPLETE).count() as u32;
        limited = limbs.len() as u32 - complete;
    }
    [("95886", complete), ("95885", limited)].into_iter().filter(|(_, n)| *n > 0).collect()
}

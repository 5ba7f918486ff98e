//! Studies of nerves told in words: `Motor: median R, L; ulnar R, L. Needle: R deltoid biceps APB`.
//!
//! Only in the report of such studies: elsewhere the words tell of a complaint or of another's report.

use crate::desk::Case;
use crate::read::NERVES;
use std::ops::Range;

/// Where a title names the report.
const TITLE: usize = 8;

const UPPER: &[&str] = &[
    "deltoid",
    "delt",
    "biceps",
    "bicep",
    "bi",
    "triceps",
    "tricep",
    "tri",
    "brachioradialis",
    "br",
    "fdi",
    "apb",
    "adm",
    "adq",
    "pronator",
    "pt",
    "fcr",
    "fcu",
    "ecr",
    "edc",
    "eip",
    "fpl",
    "infraspinatus",
];
const LOWER: &[&str] = &[
    "vastus",
    "vastu",
    "vl",
    "vm",
    "rectus",
    "rectu",
    "tibialis",
    "ta",
    "gastrocnemius",
    "gastrocnemiu",
    "gastroc",
    "mg",
    "peroneus",
    "pl",
    "ehl",
    "edb",
    "ah",
    "gluteus",
    "gluteu",
    "iliopsoas",
    "hamstring",
    "tfl",
    "soleus",
    "soleu",
];

/// Whether the title names the report of nerves and muscles.
fn is_report(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    let head = 0..doc.tokens().len().min(TITLE);
    let named = |t: usize| {
        matches!(doc.folded(t), "edx" | "emg" | "ncs" | "ncv" | "electrodiagnostic" | "electrodiagnosi")
            || doc.folded(t) == "nerve" && doc.folded(t + 1) == "conduction"
    };
    head.into_iter().any(named)
}

/// Sides that a token names.
fn sides(word: &str) -> &'static [char] {
    match word {
        "l" | "left" | "lt" => &['l'],
        "r" | "right" | "rt" => &['r'],
        "bilat" | "bilateral" | "both" | "bilaterally" => &['l', 'r'],
        _ => &[],
    }
}

/// How many different studies the words tell, and where the first stands.
pub(super) fn studies(case: &Case<'_>) -> Option<(usize, Range<usize>)> {
    if !is_report(case) {
        return None;
    }
    let doc = case.reading.doc;
    let mut known: Vec<(&str, bool, char)> = Vec::new();
    let mut first = None;
    for line in doc.lines() {
        let (start, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
        let mut motor = None;
        let nerve = |t: &usize| NERVES.contains(&doc.folded(*t));
        for t in start..end {
            match doc.folded(t) {
                "motor" => motor = Some(true),
                "sensory" | "sens" => motor = Some(false),
                _ => {}
            }
            let (true, Some(motor)) = (nerve(&t), motor) else { continue };
            let stop = |n: &usize| nerve(n) || matches!(doc.folded(*n), "motor" | "sensory" | "sens");
            let next = (t + 1..end).find(stop).unwrap_or(end);
            let mut told: Vec<char> =
                (t + 1..next).flat_map(|n| sides(doc.folded(n))).copied().collect();
            if told.is_empty() && t > start {
                told.extend(sides(doc.folded(t - 1)));
            }
            // A side that stands before the next nerve is the next one's.
            for side in told {
                let study = (doc.folded(t), motor, side);
                if !known.contains(&study) {
                    known.push(study);
                    first = first.or(Some(t..t + 1));
                }
            }
        }
    }
    first.filter(|_| known.len() >= 2).map(|tokens| (known.len(), tokens))
}

/// How many muscles of each limb were studied by needle.
pub(super) fn muscles(case: &Case<'_>) -> Vec<usize> {
    if !is_report(case) {
        return Vec::new();
    }
    let doc = case.reading.doc;
    let mut limbs: Vec<((char, bool), Vec<&str>)> = Vec::new();
    for line in doc.lines() {
        let (start, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
        let opens =
            (start..end.min(start + 3)).find(|&t| matches!(doc.folded(t), "needle" | "emg") && t < end);
        let Some(opens) = opens else { continue };
        let mut side = None;
        for t in opens + 1..end {
            let word = doc.folded(t);
            if let [one] = sides(word) {
                side = Some(*one);
                continue;
            }
            let lower = LOWER.contains(&word);
            let (Some(side), true) = (side, lower || UPPER.contains(&word)) else { continue };
            match limbs.iter_mut().find(|(limb, _)| *limb == (side, lower)) {
                Some((_, known)) if known.contains(&word) => {}
                Some((_, known)) => known.push(word),
                None => limbs.push(((side, lower), vec![word])),
            }
        }
    }
    limbs.into_iter().map(|(_, m)| m.len()).filter(|n| *n > 1).collect()
}

//! Bypass of the coronary arteries: how many grafts of artery, how many of vein.
//!
//! Arteries have 33533-33536; veins beside them the add-on numbers 33517-33523; veins alone
//! 33510-33516 (NCCI Policy Manual ch. V; ch. I §R). The veins are what is left of all grafts told
//! (`x4`), else the vessels told behind the vein.

use super::line::{Line, add};
use crate::desk::Case;
use medcode_model::Setting;
use std::ops::Range;

pub(crate) const FAMILY: &str = "cabg";
const AUTHORITY: &str = "NCCI Policy Manual ch. I §R";

const ARTERIES: [&str; 4] = ["33533", "33534", "33535", "33536"];
const VEINS_BESIDE: [&str; 6] = ["33517", "33518", "33519", "33521", "33522", "33523"];
const VEINS_ALONE: [&str; 6] = ["33510", "33511", "33512", "33513", "33514", "33516"];

/// Classes of words for grafts of artery, and how many each is.
const OF_ARTERY: [(&str, u32); 4] =
    [("cabg left artery", 1), ("cabg right artery", 1), ("cabg both arteries", 2), ("cabg radial", 1)];

pub(crate) fn apply(case: &mut Case<'_>) {
    // A history names bypasses of other years: only an account of the operation counts grafts.
    let operated = matches!(case.visit.setting, Setting::Inpatient | Setting::OutpatientProcedure);
    if !operated && !case.reading.is_account() {
        return;
    }
    let Some(tokens) = case.done(FAMILY).into_iter().next() else { return };
    let all = case.reading.whole();
    let arteries: u32 =
        OF_ARTERY.iter().filter(|(c, _)| case.says(all.clone(), c)).map(|(_, n)| n).sum();
    let told = grafts(case);
    let veins = told.map_or_else(|| vessels(case), |n| n.saturating_sub(arteries));
    let line = |numbers: &[&'static str], count: u32| {
        let number = numbers[(count as usize).min(numbers.len()) - 1];
        let (tokens, reason) = (tokens.clone(), format!("grafts of artery {arteries}, of vein {veins}"));
        Line { number, units: 1, tokens, reason, authority: AUTHORITY }
    };
    let mut lines = Vec::new();
    if arteries > 0 {
        lines.push(line(&ARTERIES, arteries));
    }
    if veins > 0 {
        lines.push(line(if arteries > 0 { &VEINS_BESIDE } else { &VEINS_ALONE }, veins));
    }
    lines.into_iter().for_each(|l| add(case, l));
}

/// How many grafts in all: `CABG x4`, `bypass times three`.
fn grafts(case: &Case<'_>) -> Option<u32> {
    const REACH: usize = 5;
    let doc = case.reading.doc;
    let named = |t: &usize| matches!(doc.folded(*t), "cabg" | "bypass" | "grafting" | "graft");
    let few = |n: f32| (1.0..=8.0).contains(&n).then_some(n as u32);
    let times = |t: usize| match doc.folded(t) {
        "x" | "times" => case.reading.value(t + 1).and_then(few),
        word => word.strip_prefix('x').and_then(|n| n.parse().ok()).and_then(few),
    };
    let in_words = |t: usize| match doc.folded(t) {
        "double" => Some(2),
        "triple" => Some(3),
        "quadruple" => Some(4),
        "quintuple" => Some(5),
        _ => None,
    };
    case.reading.whole().filter(named).find_map(|at| {
        let before = at.saturating_sub(REACH)..at;
        let after = at + 1..(at + REACH).min(case.reading.sentence(at).end);
        after.into_iter().find_map(times).or_else(|| before.into_iter().find_map(in_words))
    })
}

/// The most vessels that one sentence names behind a vein.
fn vessels(case: &Case<'_>) -> u32 {
    let veins = case.places(case.reading.whole(), "cabg vein");
    let count = |at: &usize| behind(case, *at..case.reading.sentence(*at).end);
    let sentence = |at: &usize| case.reading.sentence(*at).start;
    let mut best = 0;
    for first in &veins {
        let together = veins.iter().filter(|at| sentence(at) == sentence(first));
        best = best.max(together.map(count).sum());
    }
    best
}

/// Vessels named from a vein to the next graft.
fn behind(case: &Case<'_>, tokens: Range<usize>) -> u32 {
    let end = tokens.end;
    let stops = ["cabg vein", "cabg left artery", "cabg right artery", "cabg radial"];
    let next = stops.iter().flat_map(|c| case.places(tokens.start + 1..end, c)).min().unwrap_or(end);
    case.places(tokens.start..next, "cabg vessel").len() as u32
}

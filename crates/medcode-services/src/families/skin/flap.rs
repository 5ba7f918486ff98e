//! Flaps (14000-14302), grafts (15100-15261), skin substitutes (15271-15278), Mohs surgery
//! (17311-17315).
//!
//! A flap's number goes by the area of both defects together, and includes the excision that
//! made the first (NCCI Policy Manual ch. III §G); a graft's by the area covered.

use super::{Region, region, regions};
use crate::desk::Case;
use crate::families::line::{Line, add};
use crate::read::Measure;
use std::ops::Range;

pub(crate) const FLAP: &str = "skin-flap";
pub(crate) const GRAFT: &str = "skin-graft";
pub(crate) const SUBSTITUTE: &str = "skin-substitute";
pub(crate) const MOHS: &str = "mohs";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §G";

const FLAPS: [[&str; 2]; 4] =
    [["14000", "14001"], ["14020", "14021"], ["14040", "14041"], ["14060", "14061"]];
/// Full thickness: the first 20 sq cm, each further 20 sq cm.
const FULL: [[&str; 2]; 4] =
    [["15200", "15201"], ["15220", "15221"], ["15240", "15241"], ["15260", "15261"]];
/// Split: the first 100 sq cm, each further 100 sq cm.
const SPLIT: [[&str; 2]; 2] = [["15100", "15101"], ["15120", "15121"]];

pub(crate) fn apply(case: &mut Case<'_>) {
    for (item, tokens) in items_of(case, FLAP) {
        flap(case, &item, tokens);
    }
    for (item, tokens) in items_of(case, GRAFT) {
        graft(case, &item, tokens);
    }
    for (item, tokens) in items_of(case, SUBSTITUTE) {
        substitute(case, &item, tokens);
    }
    mohs(case);
}

/// The flaps made in an item.
pub(super) fn made_in(case: &Case<'_>, item: &Range<usize>) -> Vec<Range<usize>> {
    case.done(FLAP).into_iter().filter(|t| item.contains(&t.start)).collect()
}

/// Each item that tells of a family, with the words; an item that gives an area stands for
/// one that only names the service of the same region.
fn items_of(case: &Case<'_>, family: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for tokens in case.done(family) {
        let item = case.reading.item(tokens.start);
        if !out.iter().any(|(i, _)| *i == item) {
            out.push((item, tokens));
        }
    }
    let sized = |item: &Range<usize>| area(&case.reading.measures(item.clone())).is_some();
    if out.iter().any(|(i, _)| sized(i)) {
        out.retain(|(i, _)| sized(i));
    }
    out
}

/// The area that is told: the total, else areas given as such added up, else the greatest of two
/// dimensions.
fn whole_area(case: &Case<'_>, measures: &[Measure]) -> Option<f32> {
    let total = measures.iter().find(|m| {
        let before = m.tokens.start.saturating_sub(4)..m.tokens.start;
        let said = |t: usize| matches!(case.reading.doc.folded(t), "total" | "combined" | "overall");
        m.area.is_some() && before.into_iter().any(said)
    });
    total.and_then(|m| m.area).or_else(|| area(measures))
}

fn area(measures: &[Measure]) -> Option<f32> {
    let given: f32 = measures.iter().filter_map(|m| m.area).sum();
    if given > 0.0 {
        return Some(given);
    }
    measures.iter().filter_map(Measure::square).reduce(f32::max)
}

/// The region a flap or graft covers: the first its item names (the donor site comes later).
fn covered(case: &Case<'_>, item: &Range<usize>, tokens: &Range<usize>) -> Option<Region> {
    let first = regions(case, item.clone()).first().copied();
    let here = first.or_else(|| region(case, tokens)).map(|n| n.region);
    here.or_else(|| {
        let all = regions(case, 0..case.reading.doc.tokens().len());
        let only = all.first().map(|n| n.region)?;
        // The note of one Mohs site names that first.
        let alone = all.iter().all(|n| n.region == only) || !case.done(MOHS).is_empty();
        alone.then_some(only)
    })
}

fn group(region: Region) -> usize {
    use Region as R;
    match region {
        R::Trunk => 0,
        R::Scalp | R::Arm | R::Leg => 1,
        R::Eyelid | R::Nose | R::Ear | R::Lip => 3,
        _ => 2,
    }
}

fn flap(case: &mut Case<'_>, item: &Range<usize>, tokens: Range<usize>) {
    let measures = case.reading.measures(item.clone());
    let (Some(region), Some(area)) = (covered(case, item, &tokens), whole_area(case, &measures)) else {
        return;
    };
    let reason = format!("both defects together {area:.1} sq cm");
    let mut line = |number, units| {
        let (tokens, reason) = (tokens.clone(), reason.clone());
        add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
    };
    if area > 30.01 {
        line("14301", 1);
        line("14302", further(area, 60.0, 30.0));
        return;
    }
    line(FLAPS[group(region)][usize::from(area > 10.01)], 1);
}

/// How many further steps an area takes beyond the first, parts counting as whole.
fn further(area: f32, first: f32, step: f32) -> u32 {
    ((area - first) / step - 0.001).ceil().max(0.0) as u32
}

fn graft(case: &mut Case<'_>, item: &Range<usize>, tokens: Range<usize>) {
    let graft_words = |t: &usize| matches!(case.reading.doc.folded(*t), "graft" | "ftsg" | "stsg");
    let at = item.clone().rfind(graft_words).unwrap_or(tokens.start);
    let doc = case.reading.doc;
    let split = item.clone().any(|t| matches!(doc.folded(t), "stsg" | "split"));
    // The size of the graft stands after the word.
    // `96 sq cm stapled. Bed prepared, same 96 sq cm`: the area of the graft is in its own sentence.
    let own = case.reading.sentence(at).end.clamp(at, item.end);
    let after =
        area(&case.reading.measures(at..own)).or_else(|| area(&case.reading.measures(at..item.end)));
    let area = after.or_else(|| area(&case.reading.measures(item.clone())));
    let (Some(region), Some(area)) = (covered(case, item, &tokens), area) else { return };
    let reason = format!("graft covering {area:.1} sq cm");
    let (numbers, step) = if split {
        let trunk = matches!(region, Region::Trunk | Region::Axilla | Region::Arm | Region::Leg);
        (SPLIT[usize::from(!trunk)], 100.0)
    } else {
        (FULL[group(region)], 20.0)
    };
    for (number, units) in [(numbers[0], 1), (numbers[1], further(area, step, step))] {
        let (tokens, reason) = (tokens.clone(), reason.clone());
        add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
    }
}

fn substitute(case: &mut Case<'_>, item: &Range<usize>, tokens: Range<usize>) {
    let measures = case.reading.measures(item.clone());
    let (Some(region), Some(area)) = (covered(case, item, &tokens), area(&measures)) else { return };
    let trunk = matches!(region, Region::Trunk | Region::Axilla | Region::Arm | Region::Leg);
    let numbers = match (trunk, area < 100.0) {
        (true, true) => ["15271", "15272"],
        (true, false) => ["15273", "15274"],
        (false, true) => ["15275", "15276"],
        (false, false) => ["15277", "15278"],
    };
    let (first, step) = if area < 100.0 { (25.0, 25.0) } else { (100.0, 100.0) };
    let reason = format!("skin substitute covering {area:.1} sq cm");
    for (number, units) in [(numbers[0], 1), (numbers[1], further(area, first, step))] {
        let (tokens, reason) = (tokens.clone(), reason.clone());
        add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
    }
}

/// Mohs surgery: the first stage, each further stage, blocks beyond five in a stage.
fn mohs(case: &mut Case<'_>) {
    let Some(tokens) = case.done(MOHS).into_iter().next() else { return };
    let first = || regions(case, 0..case.reading.doc.tokens().len()).first().copied();
    let Some(place) = region(case, &tokens).or_else(first) else { return };
    let trunk = matches!(place.region, Region::Trunk | Region::Axilla | Region::Arm | Region::Leg);
    let (first, more) = if trunk { ("17313", "17314") } else { ("17311", "17312") };
    let stages = stages(case).max(1);
    let blocks = extra_blocks(case);
    let reason = format!("micrographic surgery, {stages} stages");
    for (number, units) in [(first, 1), (more, stages - 1), ("17315", blocks)] {
        let (tokens, reason) = (tokens.clone(), reason.clone());
        let authority = "NCCI Policy Manual ch. III §K";
        add(case, Line { number, units, tokens, reason, authority });
    }
}

/// The number of stages: the highest that is numbered, or the count that is given.
fn stages(case: &Case<'_>) -> u32 {
    let doc = case.reading.doc;
    let number = |t: usize| match doc.folded(t) {
        "i" | "first" | "1st" => Some(1),
        "ii" | "second" | "2nd" => Some(2),
        "iii" | "third" | "3rd" => Some(3),
        "iv" | "fourth" | "4th" => Some(4),
        _ => case.reading.value(t).filter(|v| *v < 10.0).map(|v| v as u32),
    };
    let at_stage = (0..doc.tokens().len()).filter(|t| doc.folded(*t) == "stage");
    let told = at_stage.filter_map(|t| {
        // `second stage 2 blocks`: a number of blocks is none of stages.
        let blocks = matches!(doc.folded(t + 2), "block" | "section" | "piece" | "specimen");
        let after = number(t + 1).filter(|_| !blocks);
        let before = t.checked_sub(1).and_then(number);
        after.max(before)
    });
    told.max().unwrap_or(1)
}

/// Blocks beyond the fifth, of each stage that tells how many it had.
fn extra_blocks(case: &Case<'_>) -> u32 {
    let doc = case.reading.doc;
    let at = (1..doc.tokens().len()).filter(|t| matches!(doc.folded(*t), "block" | "section"));
    let counts = at.filter_map(|t| case.reading.value(t - 1)).filter(|v| *v < 30.0);
    counts.map(|v| (v as u32).saturating_sub(5)).sum()
}

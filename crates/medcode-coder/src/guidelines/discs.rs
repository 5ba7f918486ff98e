//! Discs of the spine by the level that the note names: C5-6 is mid-cervical, L4-5 lumbar, L5-S1
//! lumbosacral (Tabular M50, M51; Index: Disorder > disc, Displacement, Degeneration).

use crate::case::{Case, Tier};
use crate::coder::REPORTED_FROM;
use medcode_model::WithheldReason;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words of a disc, and of what it has.
const DISC: &[&str] = &["disc", "disk", "ddd", "hnp"];
const DISPLACED: &[&str] = &[
    "herniation",
    "herniated",
    "hnp",
    "protrusion",
    "protruding",
    "extrusion",
    "extruded",
    "bulge",
    "bulging",
    "displacement",
    "prolapse",
    "rupture",
    "ruptured",
];
const DEGENERATED: &[&str] = &["degeneration", "degenerative", "ddd", "desiccation"];
const RADICULAR: &[&str] = &["radiculopathy", "radicular", "radiculitis", "sciatica"];

/// What a disc has: the fourth character of M50 and M51.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Myelopathy,
    Radiculopathy,
    Displacement,
    Degeneration,
}

/// A part of the spine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Region {
    HighCervical,
    /// C4-5, C5-6, C6-7 by their last digit.
    MidCervical(u8),
    Cervicothoracic,
    Thoracic,
    Thoracolumbar,
    Lumbar,
    Lumbosacral,
}

/// Codes discs by their levels, sentence by sentence.
pub(crate) fn apply(case: &mut Case<'_>) {
    let mut places: Vec<u32> = DISC.iter().flat_map(|w| case.places.word(w)).copied().collect();
    places.sort_unstable();
    let mut last = None;
    for place in places {
        let sentence = case.doc.sentence_of(place as usize);
        if sentence.is_some() && sentence != last {
            last = sentence;
            of_sentence(case, place as usize);
        }
    }
}

fn of_sentence(case: &mut Case<'_>, disc: usize) {
    let Some(number) = case.doc.sentence_of(disc) else { return };
    let tokens = case.doc.sentences()[number].tokens;
    let within = tokens.0 as usize..tokens.1 as usize;
    let regions: BTreeSet<Region> = within.clone().filter_map(|t| level(case, t, &within)).collect();
    let Some(kind) = kind(case, &within).filter(|_| !regions.is_empty()) else { return };
    let span = case.span(disc..disc + 1);
    let context = case.doc.context(span);
    let needed = if case.facts.setting.is_inpatient() { REPORTED_FROM } else { Tier::Assessed };
    if !context.assertion.is_affirmed() || case.tier(&context, span) < needed {
        return;
    }
    let codes: Vec<String> = regions.iter().filter_map(|r| code(case, kind, *r, &within)).collect();
    if codes.iter().any(|c| case.row(c).is_none()) {
        return;
    }
    withhold(case, &within, kind, &codes);
    let last = within.clone().rev().find(|&t| level(case, t, &within).is_some()).unwrap_or(disc);
    for code in codes {
        let words = disc.min(last)..(disc.max(last) + 2).min(within.end);
        case.state(&code, words, "the level of the disc is named", "OCG-I.B.2");
    }
}

fn says(case: &Case<'_>, within: &Range<usize>, words: &[&str]) -> bool {
    within.clone().any(|t| {
        let stated = || case.doc.context(case.span(t..t + 1)).assertion.is_affirmed();
        words.contains(&case.doc.folded(t)) && stated()
    })
}

fn kind(case: &Case<'_>, within: &Range<usize>) -> Option<Kind> {
    if says(case, within, &["myelopathy"]) {
        return Some(Kind::Myelopathy);
    }
    if says(case, within, RADICULAR) {
        return Some(Kind::Radiculopathy);
    }
    if says(case, within, DISPLACED) {
        return Some(Kind::Displacement);
    }
    says(case, within, DEGENERATED).then_some(Kind::Degeneration)
}

/// The part of the spine of a level that begins at a token: "L4-5", "L5-S1", "C5/6".
pub(super) fn level(case: &Case<'_>, token: usize, within: &Range<usize>) -> Option<Region> {
    let vertebra = |t: usize| {
        let word = case.doc.folded(t);
        let (letter, number) = word.split_at_checked(1)?;
        let number: u8 = number.parse().ok()?;
        matches!(letter, "c" | "t" | "l" | "s").then(|| (letter.as_bytes()[0], number))
    };
    let next = (token + 1 < within.end).then_some(token + 1)?;
    let (letter, upper) = vertebra(token)?;
    let bare: Option<u8> = case.doc.folded(next).parse().ok();
    let (below, lower) = vertebra(next).or_else(|| bare.map(|n| (letter, n)))?;
    match (letter, upper, below, lower) {
        (b'c', 2, b'c', 3) | (b'c', 3, b'c', 4) => Some(Region::HighCervical),
        (b'c', 4..=6, b'c', 5..=7) if lower == upper + 1 => Some(Region::MidCervical(upper - 3)),
        (b'c', 7, b't', 1) => Some(Region::Cervicothoracic),
        (b't', 1..=11, b't', 2..=12) if lower == upper + 1 => Some(Region::Thoracic),
        (b't', 12, b'l', 1) => Some(Region::Thoracolumbar),
        (b'l', 1..=4, b'l', 2..=5) if lower == upper + 1 => Some(Region::Lumbar),
        (b'l', 5, b's', 1) => Some(Region::Lumbosacral),
        _ => None,
    }
}

fn code(case: &Case<'_>, kind: Kind, region: Region, within: &Range<usize>) -> Option<String> {
    let fourth = match kind {
        Kind::Myelopathy => 0,
        Kind::Radiculopathy => 1,
        Kind::Displacement => 2,
        Kind::Degeneration => 3,
    };
    let fifth = match region {
        Region::HighCervical => return Some(format!("M50.{fourth}1")),
        Region::MidCervical(n) => return Some(format!("M50.{fourth}2{n}")),
        Region::Cervicothoracic => return Some(format!("M50.{fourth}3")),
        Region::Thoracic => 4,
        Region::Thoracolumbar => 5,
        Region::Lumbar => 6,
        Region::Lumbosacral => 7,
    };
    let pain = kind == Kind::Degeneration && fifth >= 6;
    let sixth = if pain { pains(case, within).to_string() } else { String::new() };
    Some(format!("M51.{fourth}{fifth}{sixth}"))
}

/// Back pain, leg pain, both, or neither: the last character of M51.36 and M51.37.
fn pains(case: &Case<'_>, within: &Range<usize>) -> char {
    let back = says(case, within, &["discogenic", "axial", "back", "lbp"]);
    let leg = says(case, within, &["leg", "extremity", "buttock", "thigh"]);
    match (back, leg) {
        (true, false) => '0',
        (false, true) => '1',
        (true, true) => '2',
        (false, false) => '9',
    }
}

/// Withholds what else was read of the same words: the disc without its level, the root or
/// the pain that the code includes (Excludes1 at M54).
fn withhold(case: &mut Case<'_>, within: &Range<usize>, kind: Kind, codes: &[String]) {
    let pain = kind == Kind::Degeneration && codes.iter().any(|c| !c.ends_with('9'));
    for draft in &mut case.drafts {
        let here = draft.tokens.first().is_some_and(|&t| within.contains(&(t as usize)));
        let disc = draft.under("M50") || draft.under("M51");
        let root = draft.under("M54.1") || draft.under("M54.3") || draft.under("M54.4");
        let cord = kind == Kind::Myelopathy && (draft.under("G95.9") || draft.under("G99.2"));
        let painful = pain && (draft.under("M54") || draft.under("M79.6"));
        let same = codes.iter().any(|c| *c == draft.code.to_string());
        if here && !same && (disc || root && kind == Kind::Radiculopathy || painful || cord) {
            let reason = WithheldReason::LessSpecific;
            draft.withhold(reason, "coded by the level of the disc", Some("OCG-I.B.2"));
        }
    }
}

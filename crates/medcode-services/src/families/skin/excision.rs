//! Lesions of the skin cut out (benign 114xx, malignant 116xx), shaved off (113xx), lumps of the
//! fat beneath it.
//!
//! The number goes by what the lesion is, its region and the diameter cut out, margins included;
//! the simple closure is included (NCCI Policy Manual ch. III §C; CMS NCCI ch. III §H).

use super::sizes::{Of, excised_diameter, sizes, tenth};
use super::{Named, Region, region};
use crate::desk::Case;
use crate::families::line::{Line, add};
use medcode_note::SectionKind;
use std::ops::Range;

pub(crate) const FAMILY: &str = "skin-excision";
pub(crate) const SHAVE: &str = "skin-shave";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §C";

/// The greatest diameters of the first five sizes, in cm.
const STEPS: [f32; 5] = [0.5, 1.0, 2.0, 3.0, 4.0];

const BENIGN: [[&str; 6]; 3] = [
    ["11400", "11401", "11402", "11403", "11404", "11406"],
    ["11420", "11421", "11422", "11423", "11424", "11426"],
    ["11440", "11441", "11442", "11443", "11444", "11446"],
];
const MALIGNANT: [[&str; 6]; 3] = [
    ["11600", "11601", "11602", "11603", "11604", "11606"],
    ["11620", "11621", "11622", "11623", "11624", "11626"],
    ["11640", "11641", "11642", "11643", "11644", "11646"],
];
const SHAVED: [[&str; 4]; 3] = [
    ["11300", "11301", "11302", "11303"],
    ["11305", "11306", "11307", "11308"],
    ["11310", "11311", "11312", "11313"],
];

/// A lesion cut out.
pub(super) struct Excision {
    pub(super) item: Range<usize>,
    pub(super) number: &'static str,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    for tokens in sites(case, FAMILY) {
        let item = case.reading.item(tokens.start);
        // `Excisional debridement` takes dead tissue, no lesion.
        let dead = |t: usize| case.reading.doc.folded(t + 1) == "debridement";
        // `Excision of granulation`: the bed of a graft is prepared.
        let bed = |t: usize| matches!(case.reading.doc.folded(t), "granulation" | "eschar" | "slough");
        if tokens.clone().any(dead) || (tokens.start.saturating_sub(2)..tokens.end + 3).any(bed) {
            continue;
        }
        // `Shave excised`: shaved off.
        let shaved = case.says(case.reading.sentence(tokens.start), "cue tangential")
            && case.done(SHAVE).iter().any(|t| item.contains(&t.start));
        if shaved {
            continue;
        }
        let (Some(place), within) = (region(case, &tokens), scope(case, &tokens)) else { continue };
        let Some(diameter) = excised_diameter(&sizes(case, within)) else { continue };
        // A lump of the fat beneath the skin has numbers of its own.
        let beneath = case
            .services
            .iter()
            .any(|s| s.family == "soft-tissue" && s.is_reported() && item.contains(&s.tokens.start));
        if beneath {
            continue;
        }
        // A flap that fills the defect includes the excision (NCCI Policy Manual ch. III §G).
        if !super::flap::made_in(case, &item).is_empty() {
            continue;
        }
        let malignant = is_malignant(case, &tokens, place);
        let table = if malignant { &MALIGNANT } else { &BENIGN };
        let number = table[group(place.region)][step(diameter)];
        let what = if malignant { "malignant" } else { "benign" };
        let reason = format!("{what} lesion, {diameter:.1} cm cut out with its margins");
        add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
    }
    for tokens in sites(case, SHAVE) {
        let (Some(place), within) = (region(case, &tokens), scope(case, &tokens)) else { continue };
        let all = sizes(case, within);
        let Some(lesion) = all.iter().find(|(of, _)| *of == Of::Lesion) else { continue };
        let diameter = tenth(lesion.1.longest());
        let number = SHAVED[group(place.region)][step(diameter).min(3)];
        let reason = format!("lesion of {diameter:.1} cm shaved off");
        add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
    }
}

/// One place of a family for each lesion: a region within an item.
fn sites(case: &Case<'_>, family: &str) -> Vec<Range<usize>> {
    let mut out: Vec<(Range<usize>, Option<usize>, Range<usize>)> = Vec::new();
    for tokens in case.done(family) {
        let item = case.reading.item(tokens.start);
        let place = region(case, &tokens).map(|n| n.token);
        if !out.iter().any(|(i, p, _)| *i == item && (*p == place || !lone(case, &item, &tokens))) {
            out.push((item, place, tokens));
        }
    }
    out.retain(|(_, _, tokens)| tells_size(case, tokens));
    out.into_iter().map(|(_, _, tokens)| tokens).collect()
}

/// Whether a sentence of an item tells of a lesion of its own: it has a size.
fn lone(case: &Case<'_>, item: &Range<usize>, tokens: &Range<usize>) -> bool {
    let sentence = case.reading.sentence(tokens.start);
    sentence != *item && excised_diameter(&sizes(case, sentence)).is_some()
}

fn tells_size(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    excised_diameter(&sizes(case, scope(case, tokens))).is_some()
}

/// Where the sizes of a lesion stand: its item, or its sentence where the item has several.
fn scope(case: &Case<'_>, tokens: &Range<usize>) -> Range<usize> {
    let item = case.reading.item(tokens.start);
    let others = case.done(FAMILY).into_iter().filter(|t| item.contains(&t.start));
    let regions: Vec<usize> = others.filter_map(|t| region(case, &t)).map(|n: Named| n.token).collect();
    let several = regions.iter().any(|r| *r != regions[0]);
    if several && lone(case, &item, tokens) { case.reading.sentence(tokens.start) } else { item }
}

/// The row of the tables for a region.
fn group(region: Region) -> usize {
    match region {
        Region::Trunk | Region::Axilla | Region::Arm | Region::Leg => 0,
        Region::Scalp | Region::Neck | Region::Hand | Region::Foot | Region::Genitalia => 1,
        Region::Face | Region::Eyelid | Region::Nose | Region::Ear | Region::Lip | Region::Mouth => 2,
    }
}

fn step(diameter: f32) -> usize {
    STEPS.iter().position(|s| diameter <= *s + 0.01).unwrap_or(STEPS.len())
}

/// How many places of the note that call a lesion benign or malignant are looked at.
const PLACES: usize = 200;

/// Whether the lesion is malignant: pathology of its place first, then its own item, then what
/// the note says of that place elsewhere.
pub(super) fn is_malignant(case: &Case<'_>, tokens: &Range<usize>, place: Named) -> bool {
    let item = case.reading.item(tokens.start);
    let word = case.reading.doc.folded(place.token);
    let number = number_of(case, &item);
    let mut told = Vec::new();
    for (class, malignant) in [("skin malignant", true), ("skin benign", false)] {
        for at in case.places(0..case.reading.doc.tokens().len(), class).into_iter().take(PLACES) {
            let home = case.reading.item(at);
            let doc = case.reading.doc;
            let same_place = home.clone().any(|t| doc.folded(t) == word);
            let same_number = number.is_some() && number_of(case, &home) == number;
            let context = doc.context(case.reading.span(at..at + 1));
            let sure = context.assertion.presence == medcode_model::Presence::Present;
            let here = home == item || same_place || same_number;
            if !here || !sure {
                continue;
            }
            let path = matches!(context.section, SectionKind::Pathology | SectionKind::Addendum);
            let rank = if path {
                0
            } else if home == item {
                1
            } else {
                2
            };
            told.push((rank, malignant));
        }
    }
    let best = told.iter().map(|t| t.0).min();
    let of_best = told.iter().filter(|t| Some(t.0) == best);
    if best.is_some() {
        return of_best.into_iter().any(|t| t.1);
    }
    // A note with one lesion says what it is anywhere.
    let says = |class| case.reading.says_anywhere(&[case.desk.crosswalk.words.get(class)]);
    says("skin malignant") && !says("skin benign")
}

/// The number that opens an item: `SITE 2`, `#2`, `2.`
fn number_of(case: &Case<'_>, item: &Range<usize>) -> Option<u32> {
    let doc = case.reading.doc;
    let line = doc.line_at(doc.tokens()[item.start].span.start)?;
    if let Some(medcode_note::Marker::Number(n)) = line.marker {
        return Some(u32::from(n));
    }
    let labels = ["site", "lesion", "specimen", "wound", "part", "number"];
    let first = doc.folded(item.start);
    let at = if labels.contains(&first) { item.start + 1 } else { item.start };
    doc.folded(at).parse().ok().filter(|n| *n < 30)
}

/// Every lesion of the claim that was cut out.
pub(super) fn made(case: &Case<'_>) -> Vec<Excision> {
    let rows = BENIGN.iter().chain(&MALIGNANT).flatten();
    let numbers: Vec<&'static str> = rows.copied().collect();
    let mut out = Vec::new();
    for service in case.services.iter().filter(|s| s.is_reported()) {
        if let Some(number) = numbers.iter().find(|n| **n == service.code.compact()) {
            out.push(Excision { item: case.reading.item(service.tokens.start), number });
        }
    }
    out
}

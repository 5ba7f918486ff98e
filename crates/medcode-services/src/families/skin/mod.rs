//! Skin: lesions, wounds, flaps and grafts. Numbers go by region, size, count and depth.

pub(super) mod biopsy;
pub(super) mod debridement;
pub(super) mod destruction;
pub(super) mod excision;
pub(super) mod flap;
mod label;
pub(super) mod repair;
mod sizes;

pub(super) use repair::is_medicare;

use crate::desk::Case;
use std::ops::Range;

/// A region of the skin as the numbers tell regions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Region {
    Trunk,
    Axilla,
    Scalp,
    Neck,
    Arm,
    Leg,
    Hand,
    Foot,
    Genitalia,
    Face,
    Eyelid,
    Nose,
    Ear,
    Lip,
    Mouth,
}

/// Each region with its class of words.
const REGIONS: &[(&str, Region)] = &[
    ("skin trunk", Region::Trunk),
    ("skin axilla", Region::Axilla),
    ("skin scalp", Region::Scalp),
    ("skin neck", Region::Neck),
    ("skin arm", Region::Arm),
    ("skin leg", Region::Leg),
    ("skin hand", Region::Hand),
    ("skin foot", Region::Foot),
    ("skin genitalia", Region::Genitalia),
    ("skin face", Region::Face),
    ("skin eyelid", Region::Eyelid),
    ("skin nose", Region::Nose),
    ("skin ear", Region::Ear),
    ("skin lip", Region::Lip),
    ("skin mouth", Region::Mouth),
];

/// A region named in the note, and the token that names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) region: Region,
    pub(crate) token: usize,
}

/// The regions named within some tokens, in order.
pub(crate) fn regions(case: &Case<'_>, tokens: Range<usize>) -> Vec<Named> {
    let words = &case.desk.crosswalk.words;
    let known: Vec<(u16, Region)> = REGIONS.iter().map(|(c, r)| (words.get(c), *r)).collect();
    let named = case.reading.named_in(tokens).iter();
    let mut out: Vec<Named> = named
        .filter_map(|&(at, _, word)| {
            let &(_, region) = known.iter().find(|k| k.0 == word)?;
            Some(Named { region, token: at as usize })
        })
        .collect();
    out.dedup_by_key(|n| n.token);
    out
}

/// The region of something at some tokens: the nearest in its sentence, else the first of its
/// item, else the only one of its neighbours.
pub(crate) fn region(case: &Case<'_>, tokens: &Range<usize>) -> Option<Named> {
    let sentence = regions(case, case.reading.sentence(tokens.start));
    let away = |n: &&Named| n.token.abs_diff(tokens.start);
    if let Some(found) = sentence.iter().min_by_key(away) {
        return Some(*found);
    }
    let item = regions(case, case.reading.item(tokens.start));
    if let Some(found) = item.first() {
        return Some(*found);
    }
    let near = regions(case, case.reading.near(tokens.start));
    near.iter().min_by_key(away).copied()
}

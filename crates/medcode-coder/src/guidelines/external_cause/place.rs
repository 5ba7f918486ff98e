//! Where the patient was when hurt (OCG I.C.20.b): once, at the first encounter, where the
//! sentence that tells of the injury names the place.

use super::{add, has, told};
use crate::case::Case;
use std::ops::Range;

/// Dwellings by the words that name them, and the subcategory of each.
const DWELLINGS: &[(&[&str], &str)] = &[
    (&["single family", "singlefamily", "own house", "his house", "her house", "their house"], "Y92.01"),
    (&["mobile home", "trailer home"], "Y92.02"),
    (&["apartment", "condo", "condominium", "flat"], "Y92.03"),
    (&["boarding house", "rooming house"], "Y92.04"),
    (&["nursing home", "skilled nursing facility"], "Y92.12"),
    (&["at home", "own home", "his home", "her home", "their home", "residence"], "Y92.00"),
];

/// Rooms as notes name them, and the word of their title.
const ROOMS: &[(&[&str], &str)] = &[
    (&["kitchen"], "kitchen"),
    (&["dining room"], "dining"),
    (&["bathroom", "shower", "bathtub", "tub", "toilet"], "bathroom"),
    (&["bedroom"], "bedroom"),
    (&["driveway"], "driveway"),
    (&["garage"], "garage"),
    (&["pool", "swimming pool"], "pool"),
    (&["yard", "garden", "backyard", "lawn"], "yard"),
    (
        &[
            "stair",
            "basement",
            "living room",
            "hallway",
            "porch",
            "attic",
            "deck",
            "patio",
            "staircase",
            "den",
        ],
        "other place",
    ),
];

/// Grounds of a sport: the ground, the sport named in the same sentence, the code.
const GROUNDS: &[(&str, &[&str], &str)] = &[
    ("court", &["basketball"], "Y92.310"),
    ("court", &["squash"], "Y92.311"),
    ("court", &["tennis"], "Y92.312"),
    ("court", &["volleyball", "pickleball", "handball"], "Y92.318"),
    ("field", &["baseball", "softball"], "Y92.320"),
    ("field", &["football"], "Y92.321"),
    ("field", &["soccer"], "Y92.322"),
];

/// Words right before a room that put the patient into it.
const IN: &[&str] =
    &["in", "the", "her", "his", "their", "own", "at", "on", "basement", "down", "of", "from", "my"];

pub(super) fn apply(case: &mut Case<'_>) {
    if has(case, |d| d.under("Y92")) {
        return;
    }
    for sentence in told(case) {
        let caused = case.reported().any(|d| {
            let here = d.tokens.first().is_some_and(|&t| sentence.contains(&(t as usize)));
            here && d.is_external_cause() && !d.under("Y9")
        });
        if !caused && !super::activity::hurts(case, &sentence) {
            continue;
        }
        let reason = "where the patient was when hurt";
        if let Some((code, found)) = home(case, &sentence) {
            return add(case, &code, found, reason, "OCG-I.C.20.b");
        }
        if let Some((code, found)) = ground(case, &sentence) {
            return add(case, code, found, reason, "OCG-I.C.20.b");
        }
        for row in medcode_lexicon::rows_of("accident_places") {
            let Some(found) = inside(case, &sentence, &[row[0]]) else { continue };
            return add(case, row[1], found, reason, "OCG-I.C.20.b");
        }
    }
}

/// The first of some phrases within a sentence.
fn inside(case: &Case<'_>, sentence: &Range<usize>, phrases: &[&str]) -> Option<Range<usize>> {
    let within = |r: &Range<usize>| sentence.contains(&r.start) && r.end <= sentence.end;
    case.places.any(phrases).into_iter().find(within)
}

/// The court or field of the sport that was played.
fn ground(case: &Case<'_>, sentence: &Range<usize>) -> Option<(&'static str, Range<usize>)> {
    GROUNDS.iter().find_map(|(ground, sports, code)| {
        let at = inside(case, sentence, &[ground])?;
        sports.iter().any(|s| inside(case, sentence, &[s]).is_some()).then_some((*code, at))
    })
}

/// A room of a dwelling: the code of the room under the subcategory of the dwelling.
fn home(case: &Case<'_>, sentence: &Range<usize>) -> Option<(String, Range<usize>)> {
    let dwelling =
        DWELLINGS.iter().find_map(|(words, code)| Some((inside(case, sentence, words)?, *code)));
    let room = ROOMS.iter().find_map(|(words, title)| Some((inside(case, sentence, words)?, *title)));
    let room = room.filter(|(at, _)| {
        let before = at.start.checked_sub(1).map_or("", |t| case.doc.folded(t));
        dwelling.is_some() || IN.contains(&before)
    });
    let (found, stem) = match (&dwelling, &room) {
        (Some((at, stem)), _) => (room.as_ref().map_or_else(|| at.clone(), |r| r.0.clone()), *stem),
        // Stairs, pools and garages also stand elsewhere.
        (None, Some((at, "kitchen" | "bathroom" | "bedroom" | "dining" | "yard" | "driveway"))) => {
            (at.clone(), "Y92.00")
        }
        _ => return None,
    };
    let title = room.map_or("unspecified place", |(_, title)| title);
    let row = case.row(stem)?;
    let children = case.release.children(row);
    let named = |word: &str| children.iter().copied().find(|&c| case.title(c).lower.contains(word));
    let other = if title == "unspecified place" { "unspecified" } else { "other" };
    // The last child is the one for no stated room.
    let child = if title == "unspecified place" {
        children.last().copied()
    } else {
        named(title).or_else(|| named(other))
    };
    Some((case.release.code(child?).to_string(), found))
}

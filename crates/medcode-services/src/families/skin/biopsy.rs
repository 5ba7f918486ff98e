//! Biopsies of the skin: slice (11102), punch (11104), wedge (11106), each with its add-on.
//!
//! One primary number a visit, by the greatest technique, wedge before punch before slice; every
//! further lesion is the add-on of its own technique (NCCI Policy Manual ch. III §C).

use super::{Region, regions};
use crate::desk::Case;
use crate::families::line::{Line, add};
use std::ops::Range;

pub(crate) const FAMILY: &str = "skin-biopsy";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §C";

/// Techniques, the greatest first: class of words, primary number, add-on.
const TECHNIQUES: [(&str, &str, &str); 3] = [
    ("cue incisional", "11106", "11107"),
    ("cue punch", "11104", "11105"),
    ("cue tangential", "11102", "11103"),
];

/// A biopsy told of: its technique, the word of its region, how many.
struct Told {
    technique: usize,
    place: Option<(usize, Region)>,
    count: u32,
    tokens: Range<usize>,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut all: Vec<Told> = Vec::new();
    let mut done = case.done(FAMILY);
    done.extend(labelled(case));
    done.sort_by_key(|t| t.start);
    done.dedup();
    for tokens in done {
        if let Some(told) = read(case, &tokens) {
            merge(case, &mut all, told);
        }
    }
    all.retain(|t| !elsewhere(case, t));
    all.sort_by_key(|t| (t.technique, t.tokens.start));
    let mut primary = true;
    for (n, (_, first, further)) in TECHNIQUES.into_iter().enumerate() {
        let mut units: u32 = all.iter().filter(|t| t.technique == n).map(|t| t.count).sum();
        let Some(told) = all.iter().find(|t| t.technique == n) else { continue };
        let tokens = told.tokens.clone();
        let line = |number, units| Line {
            number,
            units,
            tokens: tokens.clone(),
            reason: "one primary biopsy a visit, by the greatest technique".into(),
            authority: AUTHORITY,
        };
        if std::mem::take(&mut primary) {
            add(case, line(first, 1));
            units -= 1;
        }
        // The add-on is named by a lesion of its own, where there is one.
        let mut more = line(further, units);
        if let Some(next) = all.iter().filter(|t| t.technique == n).nth(1) {
            more.tokens = next.tokens.clone();
        }
        add(case, more);
    }
}

/// `Upper back 5 mm macule, r/o MM: shave bx`: what stands behind a lesion's label was done to it, where no
/// word and no section sends it to another day.
fn labelled(case: &Case<'_>) -> Vec<Range<usize>> {
    use medcode_note::SectionKind as K;
    let crosswalk = &case.desk.crosswalk;
    let doc = case.reading.doc;
    let mine = case.reading.mentions.iter().filter(|m| crosswalk.phrase(m.phrase).family == FAMILY);
    let stands = |tokens: &Range<usize>| {
        let sentence = case.reading.sentence(tokens.start);
        let label = sentence.start..tokens.start;
        let kind = case.reading.doc.context(case.reading.span(tokens.clone())).section;
        let placed = matches!(
            kind,
            K::Unsectioned | K::Other | K::Exam | K::Assessment | K::AssessmentPlan | K::Procedure
        );
        let later = ["act future", "act later", "act refused", "act past"]
            .iter()
            .any(|class| case.says(sentence.clone(), class));
        placed
            && doc.gap(tokens.start).has(medcode_note::Gap::COLON)
            && !regions(case, label).is_empty()
            && !later
    };
    mine.map(|m| m.tokens.clone()).filter(stands).collect()
}

fn read(case: &Case<'_>, tokens: &Range<usize>) -> Option<Told> {
    let sentence = case.reading.sentence(tokens.start);
    let from = tokens.start.saturating_sub(4).max(sentence.start);
    let near = from..(tokens.end + 4).min(sentence.end);
    let technique = TECHNIQUES
        .iter()
        .position(|(class, ..)| case.says(tokens.clone(), class))
        .or_else(|| TECHNIQUES.iter().position(|(class, ..)| case.says(near.clone(), class)))?;
    let item = case.reading.item(tokens.start);
    let named = regions(case, sentence.clone());
    let place = named
        .iter()
        .min_by_key(|n| n.token.abs_diff(tokens.start))
        .or(regions(case, item).first())
        .map(|n| (n.token, n.region));
    Some(Told { technique, place, count: count(case, tokens, &sentence), tokens: tokens.clone() })
}

/// `x2`, `two`, `both` right beside the words.
fn count(case: &Case<'_>, tokens: &Range<usize>, sentence: &Range<usize>) -> u32 {
    let doc = case.reading.doc;
    let small = |v: f32| ((1.0..=15.0).contains(&v) && v.fract() == 0.0).then_some(v as u32);
    let unit = |t: usize| matches!(doc.folded(t), "mm" | "cm" | "min" | "ml" | "cc");
    for t in tokens.end..(tokens.end + 4).min(sentence.end) {
        let word = doc.folded(t);
        let glued = word.strip_prefix('x').and_then(|n| n.parse().ok());
        let apart = (word == "x").then(|| case.reading.value(t + 1)).flatten();
        if let Some(n) = glued.or(apart).and_then(small) {
            let next = t + 1 + usize::from(apart.is_some());
            if !unit(next) && !doc.gap(next).has(medcode_note::Gap::HYPHEN) {
                return n;
            }
        }
    }
    let before = tokens.start.checked_sub(1).filter(|t| *t >= sentence.start);
    if let Some(n) = places_joined(case, tokens, sentence) {
        return n;
    }
    let spelled = before.and_then(|t| case.reading.value(t)).and_then(small);
    spelled.filter(|_| !unit(tokens.start)).unwrap_or(1)
}

/// `Shave bx L temple and upper back`: two regions joined right behind the words are two lesions.
fn places_joined(case: &Case<'_>, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<u32> {
    const REACH: usize = 7;
    let doc = case.reading.doc;
    let named = regions(case, tokens.end..sentence.end.min(tokens.end + REACH));
    let [first, second] = named[..] else { return None };
    let between = first.token + 1..second.token;
    let joined = between.clone().any(|t| doc.folded(t) == "and") && between.len() <= 3;
    let ahead = first.token.saturating_sub(tokens.end) <= 2;
    (joined && ahead && first.region != second.region).then_some(2)
}

/// Adds a biopsy, or finds that it was told before: the same technique at the same place, or at
/// no place of its own.
fn merge(case: &Case<'_>, all: &mut Vec<Told>, told: Told) {
    let doc = case.reading.doc;
    let word =
        |t: &Told| t.place.map(|(token, _)| (doc.folded(token), case.reading.side(&(token..token + 1))));
    let here = word(&told);
    let known = all.iter_mut().find(|k| {
        let there = k.place.map(|(t, _)| (doc.folded(t), case.reading.side(&(t..t + 1))));
        let counted = k.count > 1
            && case.reading.sentence(k.tokens.start) == case.reading.sentence(told.tokens.start);
        let same = here.is_none() || there.is_none() || here == there;
        k.technique == told.technique && (same || counted)
    });
    match known {
        Some(known) => {
            known.count = known.count.max(told.count);
            if known.place.is_none() {
                known.place = told.place;
                known.tokens = told.tokens;
            }
        }
        None => all.push(told),
    }
}

/// Biopsies of ear, lip and lid have numbers of their own; adds those.
fn elsewhere(case: &mut Case<'_>, told: &Told) -> bool {
    let number = match told.place.map(|(_, region)| region) {
        Some(Region::Ear) => "69100",
        Some(Region::Lip) => "40490",
        Some(Region::Eyelid) => "67810",
        _ => return false,
    };
    let reason = "a biopsy of this part has a number of its own".into();
    let tokens = told.tokens.clone();
    if !case.services.iter().any(|s| s.code.compact() == number) {
        add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
    }
    true
}

//! Wounds debrided: by the deepest tissue taken (11042-11047) or the surface only (97597, 97598),
//! and the area.
//!
//! Areas of wounds debrided to the same depth are added up; the first 20 sq cm, then each further
//! 20 sq cm or part (NCCI Policy Manual ch. III §I; ch. XI §B for the surface).

use super::{Region, region};
use crate::desk::Case;
use crate::families::line::{Line, add};
use crate::read::Measure;
use medcode_model::{Evidence, Presence, Query};
use medcode_note::SectionKind;
use std::ops::Range;

pub(crate) const FAMILY: &str = "wound-debridement";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §I";

/// Depths, the deepest first: class of words, first number, further number.
const DEPTHS: [(&str, &str, &str); 4] = [
    ("cue bone", "11044", "11047"),
    ("cue muscle", "11043", "11046"),
    ("cue subcutaneous", "11042", "11045"),
    ("cue selective", "97597", "97598"),
];

/// A wound debrided.
struct Wound {
    place: Option<String>,
    depth: Option<usize>,
    area: Option<f32>,
    account: bool,
    tokens: Range<usize>,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut wounds: Vec<Wound> = Vec::new();
    for tokens in case.done(FAMILY) {
        let wound = read(case, tokens);
        merge(&mut wounds, wound);
    }
    for (n, (_, first, further)) in DEPTHS.into_iter().enumerate() {
        let mine: Vec<&Wound> = wounds.iter().filter(|w| w.depth == Some(n)).collect();
        let Some(named) = mine.first() else { continue };
        let tokens = named.tokens.clone();
        let area: f32 = mine.iter().filter_map(|w| w.area).sum();
        if area == 0.0 {
            ask(case, &tokens, "What area was debrided, in sq cm?");
        }
        let more = ((area - 20.0) / 20.0 - 0.001).ceil().max(0.0) as u32;
        let reason = format!("debrided to this depth: {area:.1} sq cm");
        for (number, units) in [(first, 1), (further, more)] {
            let (tokens, reason) = (tokens.clone(), reason.clone());
            add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
        }
    }
    if let Some(wound) = wounds.iter().find(|w| w.depth.is_none()) {
        ask(case, &wound.tokens.clone(), "What is the deepest tissue that was debrided?");
    }
}

fn ask(case: &mut Case<'_>, tokens: &Range<usize>, question: &str) {
    let indicators = vec![Evidence { span: case.reading.span(tokens.clone()) }];
    case.queries.push(Query { question: question.into(), indicators, options: Vec::new() });
}

fn read(case: &Case<'_>, tokens: Range<usize>) -> Wound {
    let item = case.reading.item(tokens.start);
    let place = region(case, &tokens).map(|n| {
        let side = case.reading.side(&(n.token..n.token + 1));
        let word = match n.region {
            Region::Trunk if case.reading.doc.folded(n.token) == "sacral" => "sacrum",
            _ => case.reading.doc.folded(n.token),
        };
        format!("{word} {side:?}")
    });
    let context = case.reading.doc.context(case.reading.span(tokens.clone()));
    let measures = case.reading.measures(item.clone());
    let given = summed(case, &item, &measures).or_else(|| measures.iter().find_map(|m| m.area));
    let area = given.or_else(|| measures.iter().find_map(Measure::square));
    let depth = depth(case, &item);
    Wound { place, depth, area, account: context.section == SectionKind::Procedure, tokens }
}

/// The areas of several wounds that one item numbers, added up: `wound 1: ... 12 sq cm. Wound 2: same
/// depth, 14 sq cm`.
fn summed(case: &Case<'_>, item: &Range<usize>, measures: &[Measure]) -> Option<f32> {
    let doc = case.reading.doc;
    let numbered = |t: usize| {
        matches!(doc.folded(t), "wound" | "ulcer" | "site") && case.reading.value(t + 1).is_some()
    };
    let wounds = item.clone().filter(|&t| numbered(t)).count();
    let areas: Vec<f32> = measures.iter().filter_map(|m| m.area).collect();
    (wounds >= 2 && areas.len() == wounds).then(|| areas.iter().sum())
}

/// The deepest tissue that an item says was taken.
fn depth(case: &Case<'_>, item: &Range<usize>) -> Option<usize> {
    let taken = |class: &str, strict: bool| {
        case.places(item.clone(), class).into_iter().any(|at| {
            let context = case.reading.doc.context(case.reading.span(at..at + 1));
            let sentence = case.reading.sentence(at);
            let from = at.saturating_sub(8).max(sentence.start);
            let told =
                !strict || !case.places(from..(at + 5).min(sentence.end), "cue deepest").is_empty();
            let doc = case.reading.doc;
            // What lies open was not taken: "muscle exposed", "probes to bone".
            let open =
                |t: usize| matches!(doc.folded(t), "exposed" | "visible" | "probe" | "over" | "intact");
            let seen = (at.saturating_sub(2)..(at + 3).min(sentence.end)).any(open);
            context.assertion.presence != Presence::Absent && told && !seen
        })
    };
    (0..DEPTHS.len()).find(|n| taken(DEPTHS[*n].0, *n < 2))
}

/// Adds a wound, or what it tells of one known: at the same place, or at none of its own.
fn merge(wounds: &mut Vec<Wound>, wound: Wound) {
    let known =
        wounds.iter_mut().find(|k| k.place == wound.place || k.place.is_none() || wound.place.is_none());
    match known {
        Some(known) if wound.account && !known.account => {
            let (area, depth) = (known.area, known.depth);
            *known = wound;
            known.area = known.area.or(area);
            known.depth = known.depth.or(depth);
        }
        Some(known) => {
            known.area = known.area.or(wound.area);
            known.depth = match (known.depth, wound.depth) {
                (Some(a), Some(b)) if wound.account == known.account => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        None => wounds.push(wound),
    }
}

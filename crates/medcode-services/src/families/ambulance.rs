//! Transport by ambulance, from the crew's own account.
//!
//! A note that tells loaded miles is such an account; one that only says the patient came by
//! ambulance is not. The base rate goes by what was done and how the call came (Medicare Benefit
//! Policy Manual ch. 10 §30.1), miles by those under load, rounded up to a whole unit here
//! (Medicare Claims Processing Manual ch. 15 §20.2).

use super::counted::{Counted, named};
use crate::desk::Case;
use medcode_model::{Evidence, Query, Span};
use medcode_note::Gap;
use std::ops::Range;

pub(super) const FAMILY: &str = "ambulance";
const BASE: &str = "Medicare Benefit Policy Manual ch. 10 §30.1";
const MILES: &str = "Medicare Claims Processing Manual ch. 15 §20.2";

const ROUTE: &str = "CMS Claims Processing Manual ch. 15 §30";

/// Letters of origin and destination that go together.
const ROUTES: &[&str] = &[
    "RH", "HR", "RJ", "JR", "RG", "GR", "SH", "NH", "HN", "NJ", "JN", "NG", "GN", "EH", "HE", "EJ",
    "JE", "EG", "GE", "HH", "RN", "NR", "NE", "EN", "HJ", "JH", "HG", "GH",
];

pub(super) fn apply(case: &mut Case<'_>) {
    let Some((_, tokens, _)) = named(case, FAMILY).into_iter().next() else { return };
    let text = case.visit.doc.text().to_ascii_lowercase().replace("no als", "").replace("not als", "");
    let text = ["no intubat", "not intubat", "without intubat", "no defibrillat", "not defibrillat"]
        .iter()
        .fold(text, |text, denied| text.replace(denied, ""));
    let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let air = if says(&["rotor wing", "rotary wing", "helicopter"]) {
        Some(("A0431", "A0436"))
    } else if says(&["fixed wing", "fixed-wing"]) {
        Some(("A0430", "A0435"))
    } else {
        None
    };
    let emergency = says(EMERGENCY)
        && !says(&["non-emergency", "nonemergency", "non emergency", "scheduled transport"]);
    let route = route(case);
    let (base, miles) = air.unwrap_or_else(|| (ground(&says, emergency), "A0425"));
    let before = case.services.len();
    line(case, base, 1, &tokens, "the level of care given on the way", BASE);
    match loaded(case, &tokens) {
        Some(n) => line(case, miles, n.ceil() as u32, &tokens, "miles under load", MILES),
        None => case.queries.push(Query {
            question: "How many miles was the patient carried?".to_owned(),
            indicators: vec![Evidence { span: case.reading.span(tokens.clone()) }],
            options: ["miles under load: ____", "other", "unable to determine"].map(Into::into).into(),
        }),
    }
    if let Some((modifier, words)) = route {
        for service in &mut case.services[before..] {
            let why = format!("{modifier}: from where to where");
            service.modify_by(words, modifier, why, ROUTE);
        }
    }
}

/// Where a trip begins and ends, by their letters (HCPCS Level II, ambulance modifiers).
fn place(case: &Case<'_>, at: usize) -> Option<char> {
    let doc = case.reading.doc;
    let near = |any: &[&str]| (at.saturating_sub(3)..at + 5).any(|t| any.contains(&doc.folded(t)));
    Some(match doc.folded(at) {
        "residence" | "home" | "house" | "apartment" if !near(&["nursing"]) => 'R',
        "hospital" if near(&["dialysis"]) => return None,
        "hospital" | "ed" | "er" => 'H',
        "scene" => 'S',
        "snf" => 'N',
        "nursing" if matches!(doc.folded(at + 1), "home" | "facility") => 'N',
        "assisted" => 'E',
        "dialysis" if near(&["freestanding", "free"]) => 'J',
        "dialysis" if near(&["hospital"]) => 'G',
        "dialysis" => 'J',
        _ => return None,
    })
}

/// The first letter before and the first behind an arrow or `to`, in one sentence.
fn route(case: &Case<'_>) -> Option<(&'static str, Span)> {
    let doc = case.reading.doc;
    doc.sentences().iter().find_map(|s| {
        let (first, end) = (s.tokens.0 as usize, s.tokens.1 as usize);
        let cut = (first + 1..end).find(|&t| doc.gap(t).has(Gap::ARROW) || doc.folded(t) == "to")?;
        let from = (first..cut).find_map(|t| place(case, t))?;
        let to = (cut..end).find_map(|t| place(case, t))?;
        let pair = [from, to];
        let modifier = ROUTES.iter().find(|r| r.chars().eq(pair))?;
        Some((*modifier, case.reading.span(first..end)))
    })
}

/// Words of an emergency: one answered at once.
const EMERGENCY: &[&str] = &[
    "911",
    "emergency response",
    "lights and sirens",
    "lights & siren",
    "emergent response",
    "emergency transport",
    "emergency transfer",
    "emergency call",
    "bls emergency",
    "als emergency",
    "als1 emergency",
    "emergency ground",
    "emergency ambulance",
];

/// The base rate on the ground.
fn ground(says: &dyn Fn(&[&str]) -> bool, emergency: bool) -> &'static str {
    // `No intubation`, `not intubated`.
    let second = ["als2", "als 2", "intubat", "defibrillat", "cardioverted", "chest decompression"];
    let first = [
        " als",
        "als1",
        "als 1",
        "advanced life support",
        "(als",
        "iv access",
        "12-lead",
        "12 lead",
        "ecg monitor",
        "cardiac monitor",
    ];
    if says(&["specialty care transport", "critical care transport"]) {
        "A0434"
    } else if says(&second) {
        "A0433"
    } else if says(&first) {
        if emergency { "A0427" } else { "A0426" }
    } else if emergency {
        "A0429"
    } else {
        "A0428"
    }
}

/// The number beside the words.
fn loaded(case: &Case<'_>, tokens: &Range<usize>) -> Option<f32> {
    let near = case.reading.sentence(tokens.start);
    let mut places: Vec<usize> = near.collect();
    places.sort_by_key(|at| at.abs_diff(tokens.start));
    places.into_iter().find_map(|at| case.reading.value(at).filter(|n| *n > 0.0 && *n < 3000.0))
}

fn line(
    case: &mut Case<'_>,
    number: &str,
    units: u32,
    tokens: &Range<usize>,
    why: &str,
    authority: &'static str,
) {
    if let Some(line) = Counted::of(case, number, units, vec![tokens.clone()]) {
        line.because(why, authority).put(case);
    }
}

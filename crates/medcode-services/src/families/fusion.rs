//! Operations on several spaces or vertebrae of the spine: fused, freed, held by rods or plates.
//!
//! The first has a number by way and region, each further one an add-on number (NCCI Policy Manual
//! ch. I §R). Fused from behind both between the bodies and beside them is one number, 22633. Rods and
//! plates go by how many vertebrae they span, cages by the spaces that have one; what is freed at a
//! space that is fused between the bodies has numbers of its own.

use super::counted::Counted;
use super::line::{Line, service};
use super::vertebrae::{Spanned, spanned};
use crate::desk::Case;
use crate::read::Status;
use medcode_model::WithheldReason;
use std::ops::Range;

const AUTHORITY: &str = "NCCI Policy Manual ch. I §R";

/// What is counted: spaces between vertebrae, or vertebrae.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Spaces,
    Bodies,
}

/// The number of the first, of each further one, and what is counted.
const FURTHER: &[(&str, &str, Of)] = &[
    ("22510", "22512", Of::Bodies),
    ("22511", "22512", Of::Bodies),
    ("22513", "22515", Of::Bodies),
    ("22514", "22515", Of::Bodies),
    ("22551", "22552", Of::Spaces),
    ("22554", "22585", Of::Spaces),
    ("22558", "22585", Of::Spaces),
    ("22600", "22614", Of::Spaces),
    ("22610", "22614", Of::Spaces),
    ("22612", "22614", Of::Spaces),
    ("22630", "22632", Of::Spaces),
    ("22633", "22634", Of::Spaces),
    ("63020", "63035", Of::Spaces),
    ("63030", "63035", Of::Spaces),
    ("63045", "63048", Of::Spaces),
    ("63046", "63048", Of::Spaces),
    ("63047", "63048", Of::Spaces),
    ("63052", "63053", Of::Spaces),
    ("63081", "63082", Of::Bodies),
];

/// Rods behind: the most vertebrae of each number but the last.
const RODS: (&[usize], &[&str]) = (&[2, 6, 12], &["22840", "22842", "22843", "22844"]);
/// Plates before.
const PLATES: (&[usize], &[&str]) = (&[3, 7], &["22845", "22846", "22847"]);

const CAGE: &str = "22853";
/// Fused between the bodies.
const BETWEEN: &[&str] = &["22551", "22554", "22558", "22630", "22633"];

pub(crate) fn apply(case: &mut Case<'_>) {
    if !case.services.iter().any(|s| s.is_reported() && is_of_spine(s.code.compact())) {
        return;
    }
    let all = all(case);
    join_ways(case, &all);
    free_where_fused(case);
    further(case, &all);
    cages(case, &all);
    hold(case, "22842", RODS, &all);
    hold(case, "22845", PLATES, &all);
}

fn is_of_spine(number: &str) -> bool {
    number == "22842" || number == "22845" || FURTHER.iter().any(|(first, ..)| *first == number)
}

/// Where a number is on the claim.
fn at(case: &Case<'_>, number: &str) -> Option<usize> {
    case.services.iter().position(|s| s.is_reported() && s.code.compact() == number)
}

/// What the account of the operation tells of the spine, whatever was done there.
fn all(case: &Case<'_>) -> Spanned {
    let mut out = Spanned::default();
    for sentence in super::spine::account(case) {
        out.join(&spanned(case, sentence));
    }
    out
}

/// What a number was done on: the most that one sentence names with it, else all the account tells.
fn done_on(case: &Case<'_>, number: &str, all: &Spanned) -> Spanned {
    let crosswalk = &case.desk.crosswalk;
    let named = |phrase: u32| {
        crosswalk.phrase(phrase).rows.iter().any(|&r| crosswalk.row(r).code.compact() == number)
    };
    let mentions = case.reading.mentions.iter().filter(|m| named(m.phrase));
    let done = mentions.filter(|m| case.reading.act(m, case.visit.setting) == Status::Done);
    let told = done.map(|m| spanned(case, case.reading.sentence(m.tokens.start)));
    told.max_by_key(Spanned::len).filter(|s| s.len() > 0).unwrap_or_else(|| all.clone())
}

const BOTH_WAYS: &str = "fused between the bodies and beside them";
const FREED: &str = "freed at the space that is fused between the bodies";

/// Between the bodies and beside them: one number, with an add-on for what was fused beside alone.
fn join_ways(case: &mut Case<'_>, all: &Spanned) {
    let (Some(between), Some(beside)) = (at(case, "22630"), at(case, "22612")) else { return };
    let spaces = |number| done_on(case, number, all).spaces();
    let alone = spaces("22612").saturating_sub(spaces("22630"));
    let why = "fused between the bodies and beside them: 22633";
    renumber(case, between, "22633", BOTH_WAYS.to_owned());
    case.services[beside].withhold(WithheldReason::Integral, why, Some(AUTHORITY));
    if alone > 0 && at(case, "22633").is_some() {
        let tokens = case.services[beside].tokens.clone();
        put(case, "22614", alone, tokens, "fused beside the bodies alone".to_owned());
    }
}

/// A space freed where it is fused between the bodies from behind has a number of its own.
fn free_where_fused(case: &mut Case<'_>) {
    let fused = at(case, "22630").or_else(|| at(case, "22633")).is_some();
    if let Some(n) = at(case, "63047").filter(|_| fused) {
        renumber(case, n, "63052", FREED.to_owned());
    }
}

/// Each further space or vertebra.
fn further(case: &mut Case<'_>, all: &Spanned) {
    for &(first, more, of) in FURTHER {
        let Some(n) = at(case, first) else { continue };
        let named = if first == "63052" { "63047" } else { first };
        let named = if first == "22633" { "22630" } else { named };
        let on = done_on(case, named, all);
        let count = match of {
            Of::Spaces => on.spaces().max(if on.spaces() == 0 { on.bodies() } else { 0 }),
            Of::Bodies => on.bodies(),
        };
        let tokens = case.services[n].tokens.clone();
        put(case, more, count.saturating_sub(1), tokens, format!("{count} of them told"));
    }
}

/// One cage a space that is fused between the bodies.
fn cages(case: &mut Case<'_>, all: &Spanned) {
    let Some(n) = at(case, CAGE) else { return };
    let fused = BETWEEN.iter().filter(|b| at(case, b).is_some());
    let named = |b: &str| if b == "22633" { "22630".to_owned() } else { b.to_owned() };
    let spaces: usize = fused.map(|b| done_on(case, &named(b), all).spaces()).sum();
    if spaces > 1 {
        case.services[n].units = spaces as u32;
        case.services[n].reasons.push(format!("{spaces} spaces fused between the bodies"));
    }
}

/// Rods or plates: by how many vertebrae they span.
fn hold(case: &mut Case<'_>, number: &str, table: (&[usize], &[&'static str]), all: &Spanned) {
    let Some(n) = at(case, number) else { return };
    let span = done_on(case, number, all).span();
    if span < 2 {
        return;
    }
    let (most, numbers) = table;
    let step = most.iter().position(|m| span <= *m).unwrap_or(most.len());
    renumber(case, n, numbers[step], format!("{span} vertebrae held"));
}

/// Puts another number in the place of one.
fn renumber(case: &mut Case<'_>, n: usize, number: &'static str, reason: String) {
    if case.services[n].code.compact() == number {
        case.services[n].reasons.push(reason);
        return;
    }
    let tokens = case.services[n].tokens.clone();
    let line = Line { number, units: 1, tokens, reason, authority: AUTHORITY };
    if let Some(mut made) = service(case, line) {
        made.evidence.clone_from(&case.services[n].evidence);
        case.services[n] = made;
    }
}

fn put(case: &mut Case<'_>, number: &str, units: usize, tokens: Range<usize>, reason: String) {
    if at(case, number).is_some() {
        return;
    }
    if let Some(line) = Counted::of(case, number, units as u32, vec![tokens]) {
        line.because(reason, AUTHORITY).put(case);
    }
}

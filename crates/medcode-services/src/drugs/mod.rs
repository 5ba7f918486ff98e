//! Drugs given: the HCPCS code, the units of the documented dose, waste.

mod catalogue;
mod clock;
mod cues;
mod fate;
mod find;
pub(crate) mod given;
mod phrases;
mod route;
mod table;
mod when;

pub(crate) use clock::Times;
pub(crate) use given::{Given, Route};

use crate::desk::Case;
use catalogue::Catalogue;
use cues::Cue;
use fate::Became;
use phrases::Phrases;

/// What is known of drugs that are billed.
pub(crate) struct Drugs {
    catalogue: Catalogue,
    cues: Phrases<Cue>,
    routes: Phrases<Route>,
}

impl Drugs {
    pub(crate) fn read() -> Self {
        Self {
            catalogue: Catalogue::of_tables(),
            cues: Phrases::of(cues::CUES.iter().copied()),
            routes: Phrases::of(route::WORDS.iter().copied()),
        }
    }
}

/// Reads the drugs that were given, and adds a line for each that is billed.
pub(crate) fn read(case: &mut Case<'_>) {
    let drugs = &case.desk.drugs;
    let reading = &case.reading;
    let mut given = Vec::new();
    for named in find::named(reading, &drugs.catalogue) {
        let mut times = clock::read(reading, named.tokens.end..named.around.end);
        if times == clock::Times::default() {
            times = clock::read(reading, named.around.start..named.tokens.start);
        }
        let route = route::read(reading, &drugs.routes, &named.tokens, &named.around, times.minutes);
        let timed = times.start.is_some();
        if fate::read(reading, &drugs.cues, &named, route, timed) != Became::Given {
            continue;
        }
        let entry = drugs.catalogue.entry(named.entry);
        given.push(Given {
            drug: entry.drug.clone(),
            class: entry.class,
            route,
            minutes: times.minutes,
            start: times.start,
            stop: times.stop,
            times: clock::times(reading, named.around.clone()).unwrap_or(1),
            tokens: named.tokens,
            around: named.around,
            service: None,
        });
    }
    case.given = given;
}

/// How long something ran, from when to when, as some words of the note tell it.
pub(crate) fn times(reading: &crate::read::Reading<'_>, tokens: std::ops::Range<usize>) -> Times {
    clock::read(reading, tokens)
}

//! What a hospital or a home health agency bills for its own visit: hours of observation (G0378), a
//! patient sent to observation directly (G0379), a clinic visit (G0463), nursing at home (G0299, G0300).
//!
//! Hours are rounded to whole ones (Medicare Claims Processing Manual ch. 4 §290.2.2), direct referral §290.5.1,
//! clinic visits §160; quarters of an hour at home count from eight minutes (ch. 10 §40.2). Levels of
//! emergency visits have no official rule and are not given.

use super::counted::Counted;
use crate::desk::Case;
use medcode_model::{BillingContext, Evidence, Query, Setting};
use std::ops::Range;

pub(super) const FAMILY: &str = "hospital-observation";
const OBSERVATION: &str = "CMS Claims Processing Manual ch. 4 §290";
const CLINIC: &str = "CMS Claims Processing Manual ch. 4 §160";
const NURSING: &str = "CMS Claims Processing Manual ch. 10 §40.2";

const HOUR: f32 = 60.0;

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.billing != BillingContext::Facility {
        return;
    }
    match case.visit.setting {
        Setting::Observation => observation(case),
        Setting::Office => clinic(case),
        Setting::Home => nursing(case),
        _ => {}
    }
}

fn observation(case: &mut Case<'_>) {
    let Some(at) = first(case, "cue observation") else { return };
    if let Some(direct) = first(case, "cue direct observation") {
        put(case, "G0379", 1, direct, "sent to observation directly", OBSERVATION);
    }
    match hours(case) {
        Some(hours) => {
            let why = format!("{hours} hours of observation");
            put(case, "G0378", hours, at, &why, OBSERVATION);
        }
        None => {
            let span = case.reading.span(at);
            case.queries.push(Query {
                question: "From when to when was the patient in observation?".to_owned(),
                indicators: vec![Evidence { span }],
                options: ["From ___ to ___", "Other", "Unable to determine"].map(str::to_owned).to_vec(),
            });
        }
    }
}

/// Hours that are told of the observation: in its sentence, else between two times of day.
fn hours(case: &Case<'_>) -> Option<u32> {
    let places = case.places(case.reading.whole(), "cue observation");
    let whole = |minutes: u32| Some((minutes as f32 / HOUR).round() as u32).filter(|h| *h > 0);
    let told = places.iter().find_map(|&at| {
        let found = case.reading.minutes_in(case.reading.sentence(at));
        let hours = found.into_iter().filter(|(_, m)| *m >= 60);
        hours.min_by_key(|(t, _)| t.abs_diff(at)).and_then(|(_, minutes)| whole(minutes))
    });
    told.or_else(|| {
        let clocked = places.iter().find_map(|&at| case.reading.clock_in(case.reading.sentence(at)));
        clocked.and_then(whole)
    })
}

/// A visit at which a problem was assessed.
fn clinic(case: &mut Case<'_>) {
    let seen = case.visit.diagnoses.iter().find_map(|d| d.coded.evidence.first());
    let Some(words) = seen.map(|e| e.span) else { return };
    let (first, end) = case.reading.doc.tokens_in(words);
    if first < end {
        put(case, "G0463", 1, first..end, "a visit to the hospital's clinic", CLINIC);
    }
}

fn nursing(case: &mut Case<'_>) {
    let nurse = first(case, "cue registered nurse").map(|at| ("G0299", at));
    let Some((number, at)) =
        nurse.or_else(|| first(case, "cue practical nurse").map(|at| ("G0300", at)))
    else {
        return;
    };
    let Some(minutes) = case.reading.minutes_near(&at) else { return };
    let why = format!("{minutes} minutes of nursing at home");
    put(case, number, (minutes + 7) / 15, at, &why, NURSING);
}

fn first(case: &Case<'_>, class: &str) -> Option<Range<usize>> {
    case.all_told(case.reading.whole(), class).into_iter().next()
}

fn put(
    case: &mut Case<'_>,
    number: &str,
    units: u32,
    at: Range<usize>,
    why: &str,
    authority: &'static str,
) {
    if let Some(line) = Counted::of(case, number, units, vec![at]) {
        line.because(why, authority).put(case);
    }
}

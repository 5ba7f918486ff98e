//! Injections and infusions: one initial service, everything else in addition to it.
//!
//! Into muscle or under the skin each shot counts. Into a vein one service is the initial one:
//! chemotherapy and complex biologics before other drugs, drugs before hydration, infusions before
//! pushes; in a practice what the visit was for comes first. A further drug is sequential, a further hour begins after 30 minutes of it, an infusion
//! of 15 minutes or less, or of no stated time, is a push (CMS Claims Processing Manual ch. 12
//! §30.5; NCCI Policy Manual ch. XI §B).

use super::billed;
use super::counted::Counted;
use crate::desk::Case;
use crate::drugs::given::Class;
use crate::drugs::{Given, Route};
use medcode_model::BillingContext;
use std::ops::Range;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §30.5; NCCI Policy Manual ch. XI §B";

/// The longest that runs in as a push.
const PUSH: u32 = 15;
/// Hydration of this length or less is not billed.
const HYDRATION: u32 = 30;

/// What is given into a vein, in the order in which it is the initial service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    Chemo,
    Drug,
    Fluid,
}

/// One drug run into a vein.
struct Run {
    work: Work,
    /// Minutes of an infusion; none for a push.
    minutes: Option<u32>,
    drug: String,
    start: Option<u32>,
    stop: Option<u32>,
    tokens: Range<usize>,
}

pub(super) fn apply(case: &mut Case<'_>) {
    let mut lines: Vec<(&'static str, u32, Vec<Range<usize>>)> = Vec::new();
    for given in &case.given {
        if let Some(number) = shot(given).filter(|_| !weakens(case, given)) {
            add(&mut lines, number, times(case, given), &given.tokens);
        }
    }
    let mut runs: Vec<Run> = case.given.iter().filter_map(run).collect();
    one_clock(case, &mut runs);
    by_pump(case, &mut runs, &mut lines);
    // A stable order: by what is initial, then as told.
    let fluid_first = came_for_fluid(case);
    runs.sort_by_key(|r| {
        (!(fluid_first && r.work == Work::Fluid), r.work, r.minutes.is_none(), r.tokens.start)
    });
    into_vein(case, &runs, &mut lines);
    let place = billed::by_staff(case);
    for (number, units, tokens) in lines {
        if let Some(line) = Counted::of(case, number, units, tokens) {
            let reason = format!("{}: {units}", line.row.label);
            line.because(reason, AUTHORITY).unless(place).put(case);
        }
    }
}

/// Whether a practitioner's patient came to be given fluid: the initial service is then what the
/// visit was for, not what stands highest; a hospital goes by the order alone.
fn came_for_fluid(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    case.visit.billing == BillingContext::Professional
        && ["hydration", "rehydration", "iv"].iter().any(|word| doc.may_hold(word))
        && (0..doc.tokens().len()).any(|at| {
            let reason = matches!(doc.folded(at), "for" | "reason" | "visit" | "indication" | "cc");
            let fluid = |t: usize| {
                matches!(doc.folded(t), "hydration" | "rehydration")
                    || doc.folded(t) == "iv" && matches!(doc.folded(t + 1), "fluid" | "hydration")
            };
            reason && (at + 1..at + 4).any(fluid)
        })
}

fn add(
    lines: &mut Vec<(&'static str, u32, Vec<Range<usize>>)>,
    number: &'static str,
    units: u32,
    tokens: &Range<usize>,
) {
    match lines.iter_mut().find(|(n, ..)| *n == number) {
        Some((_, sum, all)) => {
            *sum += units;
            all.push(tokens.clone());
        }
        None if units > 0 => lines.push((number, units, vec![tokens.clone()])),
        None => {}
    }
}

/// How many shots of a drug there were; those still to come do not count.
fn times(case: &Case<'_>, given: &Given) -> u32 {
    let to_come = given.around.clone().any(|at| {
        matches!(case.reading.doc.folded(at), "repeat" | "tomorrow" | "tmrw" | "then" | "next" | "daily")
    });
    if to_come { 1 } else { given.times }
}

/// Whether a toxin went into the muscles or glands that another number of the visit weakens: giving it
/// is that service (NCCI Policy Manual ch. XI §B).
fn weakens(case: &Case<'_>, given: &Given) -> bool {
    let of = |s: &crate::service::Service| {
        s.is_reported()
            && (matches!(s.family, "chemodenervation" | "chemo-nerve")
                || matches!(s.code.compact(), "43236" | "46505" | "52287"))
    };
    given.drug.contains("botulinumtoxin") && case.services.iter().any(of)
}

/// The number for a shot into muscle or under the skin.
fn shot(given: &Given) -> Option<&'static str> {
    if !matches!(given.route, Some(Route::Intramuscular | Route::Subcutaneous)) {
        return None;
    }
    match given.class {
        Class::Hormone => Some("96402"),
        Class::Chemo => Some("96401"),
        Class::Plain | Class::Biologic | Class::Fluid => Some("96372"),
        _ => None,
    }
}

/// A drug that went into a vein.
fn run(given: &Given) -> Option<Run> {
    let work = match given.class {
        Class::Chemo | Class::Biologic => Work::Chemo,
        Class::Plain | Class::Hormone => Work::Drug,
        Class::Fluid => Work::Fluid,
        _ => return None,
    };
    let infused = match given.route? {
        Route::VeinInfusion => true,
        Route::Vein => given.minutes.is_some(),
        Route::VeinPush => false,
        _ => return None,
    };
    let minutes = given.minutes.filter(|&m| infused && m > PUSH);
    // Fluid by push, or run for half an hour or for no stated time, is part of the rest.
    if work == Work::Fluid && minutes.is_none_or(|m| m <= HYDRATION) {
        return None;
    }
    Some(Run {
        work,
        minutes,
        drug: given.drug.clone(),
        start: given.start,
        stop: given.stop,
        tokens: given.tokens.clone(),
    })
}

/// Chemotherapy that a portable pump runs for more than eight hours: starting it is one service.
fn by_pump(
    case: &Case<'_>,
    runs: &mut Vec<Run>,
    lines: &mut Vec<(&'static str, u32, Vec<Range<usize>>)>,
) {
    const PUMPED: u32 = 8 * 60;
    const PUMPS: &[&str] = &["pump", "cadd", "elastomeric", "infusor", "homepump"];
    let doc = case.reading.doc;
    if !case.reading.whole().any(|t| PUMPS.contains(&doc.folded(t))) {
        return;
    }
    let long = |r: &Run| r.work == Work::Chemo && r.minutes.is_some_and(|m| m > PUMPED);
    let known = case.services.iter().any(|s| s.is_reported() && s.code.compact() == "96416");
    if let Some(run) = runs.iter().find(|r| long(r)).filter(|_| !known) {
        add(lines, "96416", 1, &run.tokens);
    }
    runs.retain(|r| !long(r));
}

/// A note of one infusion may tell its start and stop apart from the drug.
fn one_clock(case: &Case<'_>, runs: &mut [Run]) {
    let without: Vec<usize> = (0..runs.len()).filter(|&n| runs[n].minutes.is_none()).collect();
    let [only] = without[..] else { return };
    if runs[only].work != Work::Chemo && runs.len() > 1 || runs.iter().any(|r| r.start.is_some()) {
        return;
    }
    let sentences = case.reading.doc.sentences();
    let times = sentences.iter().find_map(|s| {
        let times = crate::drugs::times(&case.reading, s.tokens.0 as usize..s.tokens.1 as usize);
        Some((times.minutes?, times.start?, times.stop?))
    });
    if let Some((minutes, start, stop)) = times.filter(|t| t.0 > PUSH) {
        let run = &mut runs[only];
        (run.minutes, run.start, run.stop) = (Some(minutes), Some(start), Some(stop));
    }
}

/// The numbers for what went into a vein, the initial one first.
fn into_vein(case: &Case<'_>, runs: &[Run], lines: &mut Vec<(&'static str, u32, Vec<Range<usize>>)>) {
    let mut seen: Vec<&str> = Vec::new();
    let mut concurrent = false;
    for (n, run) in runs.iter().enumerate() {
        let first = n == 0;
        let together = !first && overlaps(run, &runs[..n]);
        let again = seen.contains(&run.drug.as_str());
        seen.push(&run.drug);
        match (run.work, run.minutes) {
            (Work::Chemo, Some(minutes)) => {
                add(lines, if first { "96413" } else { "96417" }, 1, &run.tokens);
                add(lines, "96415", further_hours(minutes), &run.tokens);
            }
            (Work::Chemo, None) => {
                add(lines, if first { "96409" } else { "96411" }, 1, &run.tokens);
            }
            (Work::Drug, Some(_)) if together => {
                // Once a visit, however many run beside others.
                add(lines, "96368", u32::from(!concurrent), &run.tokens);
                concurrent = true;
            }
            (Work::Drug, Some(minutes)) => {
                if !again {
                    add(lines, if first { "96365" } else { "96367" }, 1, &run.tokens);
                }
                add(lines, "96366", further_hours(minutes), &run.tokens);
            }
            (Work::Drug, None) => {
                let facility = case.visit.billing == BillingContext::Facility;
                if again {
                    add(lines, "96376", u32::from(facility && pushed_later(run, runs)), &run.tokens);
                } else {
                    add(lines, if first { "96374" } else { "96375" }, 1, &run.tokens);
                }
            }
            // Fluid that runs beside a drug is not billed.
            (Work::Fluid, _) if together => {}
            (Work::Fluid, Some(minutes)) => {
                let initial = lines.iter().all(|(n, ..)| !is_initial(n));
                let further = further_hours(minutes);
                if initial {
                    add(lines, "96360", 1, &run.tokens);
                    add(lines, "96361", further, &run.tokens);
                } else if untimed_or_apart(run, &runs[..n]) {
                    add(lines, "96361", 1 + further, &run.tokens);
                }
            }
            (Work::Fluid, None) => {}
        }
    }
}

/// Further hours of an infusion: each begins when more than 30 minutes of it have run.
fn further_hours(minutes: u32) -> u32 {
    let beyond = minutes.saturating_sub(60);
    beyond / 60 + u32::from(beyond % 60 > 30)
}

fn is_initial(number: &str) -> bool {
    matches!(number, "96365" | "96374" | "96409" | "96413")
}

/// Whether an infusion ran while another did.
fn overlaps(run: &Run, others: &[Run]) -> bool {
    let Some((start, stop)) = run.start.zip(run.stop) else { return false };
    others.iter().any(|o| o.start.zip(o.stop).is_some_and(|(s, e)| start < e && s < stop))
}

/// Whether fluid is told to have run apart from the drugs before it: clock times show it, or no
/// drug was infused.
fn untimed_or_apart(run: &Run, others: &[Run]) -> bool {
    run.start.is_some() || others.iter().all(|o| o.minutes.is_none())
}

/// Whether a push came more than 30 minutes after one of the same drug.
fn pushed_later(run: &Run, runs: &[Run]) -> bool {
    let earlier = runs.iter().filter(|o| o.drug == run.drug).filter_map(|o| o.start);
    run.start.is_some_and(|start| earlier.into_iter().any(|e| start > e + 30))
}

#[cfg(test)]
mod tests {
    use super::further_hours;

    #[test]
    fn an_hour_begins_after_thirty_minutes_of_it() {
        for (minutes, hours) in
            [(16, 0), (60, 0), (90, 0), (91, 1), (130, 1), (150, 1), (151, 2), (240, 3)]
        {
            assert_eq!(further_hours(minutes), hours, "{minutes} minutes");
        }
    }
}

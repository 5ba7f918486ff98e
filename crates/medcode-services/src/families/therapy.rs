//! Rehabilitation by the quarter of an hour: the eight-minute rule over the whole visit.
//!
//! The minutes of all timed services together tell how many units there are: one from 8 minutes,
//! two from 23, three from 38. Each service has its full quarters; what is left goes to those with
//! most minutes beyond them (CMS Claims Processing Manual ch. 5 §20.2).

mod plan;

use super::billed;
use super::counted::{Counted, named};
use crate::crosswalk::Bill;
use crate::desk::Case;
use crate::read::{Standing, Status};
use std::ops::Range;

const MINUTES: &str = "CMS Claims Processing Manual ch. 5 §20.2";
const QUARTER: u32 = 15;
const LEAST: u32 = 8;

/// Numbers of a first quarter alone, with the number of each further one.
const FURTHER: [(&str, &str); 1] = [("97129", "97130")];

/// A timed service: its number, minutes, tokens.
struct Timed {
    number: String,
    minutes: u32,
    tokens: Vec<Range<usize>>,
}

pub(super) fn apply(case: &mut Case<'_>) {
    timed(case);
    untimed(case, "therapy-untimed");
    untimed(case, "therapy-eval");
    plan::apply(case);
}

fn timed(case: &mut Case<'_>) {
    let found = named(case, "therapy-timed");
    let peers: Vec<Range<usize>> = found.iter().map(|(_, t, _)| t.clone()).collect();
    let mut done: Vec<Timed> = Vec::new();
    for (phrase, tokens, standing) in found {
        let crosswalk = &case.desk.crosswalk;
        let Some(&row) = crosswalk.phrase(phrase).rows.first() else { continue };
        let number = crosswalk.row(row).code.compact().to_owned();
        let Some(minutes) = case.reading.minutes_of(&tokens, &peers) else { continue };
        // Minutes beside it tell that it was done; only words to the contrary stand against it.
        // `S: ... O: ther ex 23 min`: a note of one page tells it under the story.
        let told = was_done(standing) || standing.storied;
        if !told || minutes > 180 {
            continue;
        }
        match done.iter_mut().find(|t| t.number == number) {
            // Told in the account and again in the table: the same minutes count once.
            Some(known) if known.minutes == minutes => known.tokens.push(tokens),
            Some(known) => {
                known.minutes += minutes;
                known.tokens.push(tokens);
            }
            None => done.push(Timed { number, minutes, tokens: vec![tokens] }),
        }
    }
    let minutes: Vec<u32> = done.iter().map(|t| t.minutes).collect();
    let total: u32 = minutes.iter().sum();
    let place = billed::by_place(case.visit, Bill::Done);
    for (service, units) in done.into_iter().zip(units(&minutes)) {
        let reason = format!("{} of {total} timed minutes: {units} units", service.minutes);
        let more = FURTHER.iter().find(|(first, _)| *first == service.number).map(|(_, more)| *more);
        let first = if more.is_some() { units.min(1) } else { units };
        let mut lines = vec![(service.number.as_str(), first)];
        lines.extend(more.map(|number| (number, units - first)));
        for (number, units) in lines {
            if let Some(line) = Counted::of(case, number, units, service.tokens.clone()) {
                line.because(reason.clone(), MINUTES).unless(place).put(case);
            }
        }
    }
}

/// Units of each timed service, from its minutes.
fn units(minutes: &[u32]) -> Vec<u32> {
    let total: u32 = minutes.iter().sum();
    let mut out: Vec<u32> = minutes.iter().map(|m| m / QUARTER).collect();
    let all = total / QUARTER + u32::from(total % QUARTER >= LEAST);
    let mut left = all.saturating_sub(out.iter().sum());
    let mut order: Vec<usize> = (0..minutes.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(minutes[n] % QUARTER));
    for n in order {
        if left == 0 || minutes[n].is_multiple_of(QUARTER) {
            break;
        }
        out[n] += 1;
        left -= 1;
    }
    out
}

fn was_done(standing: Standing) -> bool {
    standing.here || standing.status == Status::Done
}

fn untimed(case: &mut Case<'_>, family: &str) {
    let place = billed::by_place(case.visit, Bill::Done);
    for (phrase, tokens, standing) in named(case, family) {
        if !was_done(standing) || standing.weak {
            continue;
        }
        let crosswalk = &case.desk.crosswalk;
        let rows = crosswalk.phrase(phrase).rows.iter().map(|&r| crosswalk.row(r));
        let super::choose::Choice::Row(row) = super::choose::choose(case, rows, &tokens) else {
            continue;
        };
        let number = match row.code.compact() {
            // Medicare has a number of its own for current without attendance.
            "97014" if case.reading.is_medicare() => "G0283",
            number => number,
        };
        if case.services.iter().any(|s| s.code.compact() == number) {
            continue;
        }
        if let Some(line) = Counted::of(case, number, 1, vec![tokens]) {
            line.unless(place).put(case);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::units;

    /// Examples of the manual, and others by its rule.
    #[test]
    fn the_eight_minute_rule_counts_over_the_visit() {
        for (minutes, expected) in [
            (vec![24, 23], vec![2, 1]),
            (vec![20, 20], vec![2, 1]),
            (vec![33, 7], vec![2, 1]),
            (vec![18, 13, 10, 8], vec![1, 1, 1, 0]),
            (vec![7, 7, 7], vec![1, 0, 0]),
            (vec![7], vec![0]),
            (vec![8], vec![1]),
            (vec![22], vec![1]),
            (vec![23], vec![2]),
            (vec![38], vec![3]),
            (vec![15, 15], vec![1, 1]),
        ] {
            assert_eq!(units(&minutes), expected, "{minutes:?}");
        }
    }
}

//! Logs of a program of care between visits: `CCM May: 5/3 8 min call, 5/12 10 min ... Total 27 min`.
//!
//! The title names the program; its minutes stand in lines of the log. The total that is told stands,
//! else their sum (Medicare Claims Processing Manual ch. 12 §30.6; the fee schedule's final rules).

use super::line::{Line, add};
use super::talk;
use crate::desk::Case;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §30.6";

/// Where a title names the program.
const TITLE: usize = 6;
/// More minutes than a month's care of one patient has.
const MOST: u32 = 600;

type Count = fn(&Case<'_>, u32) -> Vec<(&'static str, u32)>;

/// Names of programs as titles have them, and how their minutes count.
const PROGRAMS: &[(&[&str], Count)] = &[
    (&["ccm"], talk::chronic_care),
    (&["chronic", "care", "management"], talk::chronic_care),
    (&["pcm"], talk::principal_care),
    (&["principal", "care"], talk::principal_care),
    (&["rpm"], talk::remote_monitoring),
    (&["remote", "patient", "monitoring"], talk::remote_monitoring),
    (&["remote", "physiologic", "monitoring"], talk::remote_monitoring),
];

pub(super) fn apply(case: &mut Case<'_>) {
    let doc = case.reading.doc;
    let stands =
        |at: usize, words: &[&str]| words.iter().enumerate().all(|(n, w)| doc.folded(at + n) == *w);
    let found = PROGRAMS
        .iter()
        .find_map(|(words, count)| (0..TITLE).find(|&at| stands(at, words)).map(|at| (at, *count)));
    let Some((at, count)) = found.filter(|(at, _)| *at < doc.tokens().len()) else { return };
    let remote = matches!(doc.folded(at), "rpm" | "remote");
    if remote && let Some(days) = days(case) {
        line(case, "99454", 1, at, format!("days with readings: {days}"));
    }
    let Some(minutes) = minutes(case) else { return };
    for (number, units) in count(case, minutes) {
        line(case, number, units, at, format!("{minutes} minutes in the log of the month"));
    }
}

fn line(case: &mut Case<'_>, number: &'static str, units: u32, at: usize, reason: String) {
    let known = case.services.iter().any(|s| s.code.compact() == number && s.is_reported());
    if !known {
        add(case, Line { number, units, tokens: at..at + 1, reason, authority: AUTHORITY });
    }
}

/// The minutes that a log calls its total, else all of them together.
fn minutes(case: &Case<'_>) -> Option<u32> {
    const TOTAL: &[&str] = &["total", "cumulative", "sum"];
    let doc = case.reading.doc;
    let (mut total, mut sum) = (None, 0u32);
    for sentence in doc.sentences() {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let told = case.reading.minutes_in(tokens.clone());
        let called = tokens.into_iter().find(|&t| TOTAL.contains(&doc.folded(t)));
        if let Some(at) = called {
            total = told.iter().min_by_key(|(t, _)| t.abs_diff(at)).map(|(_, m)| *m).or(total);
        }
        sum = told.iter().fold(sum, |all, (_, m)| all.saturating_add(*m));
    }
    total.or(Some(sum)).filter(|m| (1..=MOST).contains(m))
}

/// On how many days of thirty readings came: `22 days data`, `16 readings`.
fn days(case: &Case<'_>) -> Option<u32> {
    let doc = case.reading.doc;
    (0..doc.tokens().len()).find_map(|t| {
        let value = case.reading.value(t).filter(|v| v.fract() == 0.0 && (16.0..=31.0).contains(v))?;
        let counted = matches!(doc.folded(t + 1), "reading" | "day" | "transmission" | "date");
        // `in 30 d` is the stretch, not the days.
        let stretch = t > 0 && matches!(doc.folded(t - 1), "in" | "over" | "per" | "of" | "within");
        let period = matches!(doc.folded(t + 2), "period" | "window" | "cycle");
        (counted && !stretch && !period).then_some(value as u32)
    })
}

//! How long did it run, from when to when, how many times?

use crate::read::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// A drug's times as its words tell them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Times {
    pub(crate) minutes: Option<u32>,
    pub(crate) start: Option<u32>,
    pub(crate) stop: Option<u32>,
}

const STARTS: &[&str] = &["start", "started", "begin", "began", "begun", "from", "hung", "on"];
const STOPS: &[&str] = &[
    "stop",
    "stopped",
    "end",
    "ended",
    "complete",
    "completed",
    "until",
    "to",
    "finished",
    "off",
    "done",
];

/// The times told by some words.
pub(crate) fn read(reading: &Reading<'_>, tokens: Range<usize>) -> Times {
    let mut out = Times { minutes: lasting(reading, tokens.clone()), ..Times::default() };
    let mut last: Option<(usize, u32)> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        let Some((time, len)) = time(reading, at) else {
            at += 1;
            continue;
        };
        let before =
            |words: &[&str]| (1..=2).any(|n| at >= n && words.contains(&reading.doc.folded(at - n)));
        // 0900-1030: two times with a dash or `to` between them.
        let paired = last.filter(|(end, _)| {
            *end == at && reading.doc.gap(at).has(Gap::HYPHEN.with(Gap::DASH).with(Gap::ARROW))
                || *end + 1 == at
                    && matches!(reading.doc.folded(*end), "to" | "until" | "thru" | "through")
        });
        if let Some((_, start)) = paired {
            out.start = Some(start);
            out.stop = Some(time);
        } else if before(STOPS) && out.start.is_some() {
            out.stop = out.stop.or(Some(time));
        } else if before(STARTS) || before(&["at"]) || opens_line(reading, at) && len == 1 {
            out.start = out.start.or(Some(time));
        }
        at += len;
        last = Some((at, time));
    }
    if let (None, Some(start), Some(stop)) = (out.minutes, out.start, out.stop) {
        let minutes = if stop >= start { stop - start } else { stop + 24 * 60 - start };
        out.minutes = (minutes > 0 && minutes <= 12 * 60).then_some(minutes);
    }
    out
}

/// A time of the day at a token, in minutes, and how many tokens it has: `0935`, `9:35`, `9:35 am`.
fn time(reading: &Reading<'_>, at: usize) -> Option<(u32, usize)> {
    let word = reading.doc.raw(at);
    let word = word.strip_suffix(['h', 'H']).unwrap_or(word);
    if !word.bytes().all(|b| b.is_ascii_digit()) || word.is_empty() {
        return None;
    }
    let of = |hours: u32, minutes: u32| (hours < 24 && minutes < 60).then_some(hours * 60 + minutes);
    if word.len() == 4 {
        let number: u32 = word.parse().ok()?;
        // A year or a dose is no time: four digits are one after a word of time, or with a zero.
        return of(number / 100, number % 100).filter(|_| is_time(reading, at, word)).map(|t| (t, 1));
    }
    let next = reading.doc.raw(at + 1);
    if word.len() <= 2
        && reading.doc.gap(at + 1).has(Gap::COLON)
        && next.len() >= 2
        && !spaced(reading, at + 1)
    {
        let digits = next.bytes().take_while(u8::is_ascii_digit).count();
        let minutes: u32 = next.get(..digits).filter(|d| d.len() == 2)?.parse().ok()?;
        let mut hours: u32 = word.parse().ok()?;
        let half = if digits < next.len() { &next[digits..] } else { reading.doc.folded(at + 2) };
        if half.eq_ignore_ascii_case("pm") && hours < 12 {
            hours += 12;
        }
        return of(hours, minutes).map(|t| (t, 2));
    }
    None
}

/// Whether four digits are a time of the day.
fn is_time(reading: &Reading<'_>, at: usize, word: &str) -> bool {
    let doc = reading.doc;
    let unit = |n: usize| {
        matches!(doc.folded(n), "mg" | "mcg" | "g" | "ml" | "cc" | "unit" | "u" | "iu" | "kg" | "meq")
    };
    let told = |n: usize| {
        let word = doc.folded(n);
        STARTS.contains(&word) || STOPS.contains(&word) || word == "at"
    };
    let dash = |n: usize| doc.gap(n).has(Gap::HYPHEN.with(Gap::DASH).with(Gap::ARROW));
    // `1010 to 1145`
    let until = matches!(doc.folded(at + 1), "to" | "until" | "thru" | "through")
        && doc.raw(at + 2).len() == 4
        && doc.raw(at + 2).bytes().all(|b| b.is_ascii_digit())
        && !unit(at + 3);
    !unit(at + 1)
        && (until
            || word.starts_with('0')
            || at > 0 && told(at - 1)
            || dash(at + 1)
            || dash(at)
            || opens_line(reading, at))
}

fn opens_line(reading: &Reading<'_>, at: usize) -> bool {
    at == 0 || reading.doc.gap(at).has(Gap::NEWLINE)
}

/// Whether a blank stands before a token.
fn spaced(reading: &Reading<'_>, at: usize) -> bool {
    let start = reading.doc.tokens()[at].span.start as usize;
    reading.doc.text()[..start].ends_with(' ')
}

/// `over 30 min`, `over 1 h`, `x 60 minutes`, `2-hour infusion`.
fn lasting(reading: &Reading<'_>, tokens: Range<usize>) -> Option<u32> {
    let doc = reading.doc;
    tokens.clone().find_map(|at| {
        let (value, unit) = quantity(doc.folded(at), doc.folded(at + 1))?;
        let each = match unit {
            "min" | "minute" | "mins" => 1.0,
            "h" | "hr" | "hour" | "hrs" => 60.0,
            _ => return None,
        };
        let lead = if at > tokens.start { doc.folded(at - 1) } else { "" };
        let glued = doc.folded(at) != format_free(value, doc.folded(at));
        let next = doc.folded(at + if glued { 1 } else { 2 });
        let lasts = matches!(lead, "over" | "x" | "ran" | "in" | "for" | "total" | "lasting")
            || matches!(lead, "ivpb" | "iv" | "infusion" | "infused" | "drip" | "bolus")
            || matches!(next, "infusion" | "drip" | "total");
        // `2 h 10 min`: the minutes belong to the hours.
        let rest = at + if glued { 1 } else { 2 };
        let more = match quantity(doc.folded(rest), doc.folded(rest + 1)) {
            Some((more, "min" | "minute" | "mins")) if each > 1.0 && rest + 1 < tokens.end => more,
            _ => 0.0,
        };
        (lasts && value > 0.0 && value < 1500.0).then(|| value.mul_add(each, more).round() as u32)
    })
}

/// The number part of a token, to see whether a unit is glued to it.
fn format_free(_value: f64, word: &str) -> &str {
    let end = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
    &word[..end]
}

/// A number and its unit: `30 min`, `30min`.
fn quantity<'w>(word: &'w str, next: &'w str) -> Option<(f64, &'w str)> {
    match word.find(|c: char| c.is_ascii_alphabetic()) {
        Some(0) => (matches!(word, "one" | "an") && next.starts_with('h')).then_some((1.0, next)),
        Some(cut) => Some((word[..cut].parse().ok()?, &word[cut..])),
        None => Some((word.parse().ok()?, next)),
    }
}

/// `x1`, `x 2`, `x3 doses`, `twice`: how many times it was given.
pub(crate) fn times(reading: &Reading<'_>, tokens: Range<usize>) -> Option<u32> {
    let doc = reading.doc;
    // "now, repeat tomorrow x2": what is yet to come is not counted.
    let coming =
        |at: &usize| matches!(doc.folded(*at), "repeat" | "next" | "tomorrow" | "tmrw" | "weekly");
    let end = tokens.clone().find(coming).unwrap_or(tokens.end);
    (tokens.start..end).find_map(|at| {
        let word = doc.folded(at);
        let next = doc.folded(at + 1);
        let after = |n: usize| doc.folded(at + n);
        let counted = |n: &str, unit: &str| {
            let count: u32 = n.parse().ok()?;
            let other = matches!(
                unit,
                "d" | "day"
                    | "wk"
                    | "week"
                    | "kg"
                    | "mo"
                    | "month"
                    | "min"
                    | "minute"
                    | "hr"
                    | "h"
                    | "hour"
                    | "mg"
                    | "ml"
                    | "cc"
                    | "g"
                    | "vial"
                    | "lb"
                    | "yr"
                    | "year"
                    | "unit"
            );
            (!other && (1..=12).contains(&count)).then_some(count)
        };
        match word.strip_prefix('x') {
            Some("") if at + 1 < end => counted(next, after(2)),
            Some(rest) if !rest.is_empty() => counted(rest, next),
            _ if word == "twice" => Some(2),
            _ => None,
        }
    })
}

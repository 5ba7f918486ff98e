//! Which days of the stay does a sentence name?

use medcode_model::Date;
use medcode_note::Document;

/// A day or a year in the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// Its first token.
    pub(crate) token: usize,
    /// One past its last token.
    pub(crate) end: usize,
    /// The day; of a year alone its last day.
    pub(crate) date: Date,
    /// Only a year was given.
    pub(crate) year_only: bool,
    /// The time of day right behind it, in minutes.
    pub(crate) minutes: Option<u32>,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The days named between two tokens; days without a year are of the year given.
pub(crate) fn between(doc: &Document<'_>, first: usize, end: usize, year: u16) -> Vec<Stated> {
    let mut out = Vec::new();
    let mut at = first;
    while at < end {
        match day_at(doc, at, end, year) {
            Some(mut day) => {
                day.minutes = time_at(doc, day.end, end);
                at = day.end.max(at + 1);
                out.push(day);
            }
            None => at += 1,
        }
    }
    out
}

/// The marks between a token and the one before it.
fn mark<'t>(doc: &Document<'t>, token: usize) -> &'t str {
    let tokens = doc.tokens();
    let (Some(before), Some(own)) = (tokens.get(token.wrapping_sub(1)), tokens.get(token)) else {
        return "";
    };
    doc.text().get(before.span.end as usize..own.span.start as usize).unwrap_or_default()
}

fn number(doc: &Document<'_>, token: usize) -> Option<u16> {
    let raw = doc.raw(token);
    (raw.len() <= 4 && raw.bytes().all(|b| b.is_ascii_digit())).then(|| raw.parse().ok()).flatten()
}

fn full_year(n: u16) -> Option<u16> {
    match n {
        0..=99 => Some(2000 + n),
        1950..=2100 => Some(n),
        _ => None,
    }
}

fn day_at(doc: &Document<'_>, at: usize, end: usize, year: u16) -> Option<Stated> {
    let stated = |end: usize, date: Date, year_only: bool| {
        Some(Stated { token: at, end, date, year_only, minutes: None })
    };
    if let Some(n) = number(doc, at) {
        let joined = |t: usize, sign: &str| t < end && mark(doc, t) == sign;
        // 2026-04-06
        if n >= 1950 && joined(at + 1, "-") && joined(at + 2, "-") {
            let (m, d) = (number(doc, at + 1)?, number(doc, at + 2)?);
            return stated(at + 3, Date::new(n, u8::try_from(m).ok()?, u8::try_from(d).ok()?)?, false);
        }
        // 4/6, 4/6/26
        let slash_before = at > 0 && mark(doc, at) == "/";
        if !slash_before && (1..=12).contains(&n) && joined(at + 1, "/") {
            let day = u8::try_from(number(doc, at + 1)?).ok()?;
            let month = u8::try_from(n).ok()?;
            if joined(at + 2, "/") {
                let year = full_year(number(doc, at + 2)?)?;
                return stated(at + 3, Date::new(year, month, day)?, false);
            }
            // `5/10 strength`, `HR 4/6`: a day only where it can be one.
            return stated(at + 2, Date::new(year, month, day)?, false);
        }
        if (1950..=2100).contains(&n) && doc.raw(at).len() == 4 {
            let unit = matches!(
                doc.folded(at + 1),
                "ml" | "cc" | "mg" | "unit" | "hr" | "hour" | "gm" | "g" | "u" | "iu" | "mcg" | "meq"
            );
            let clock = matches!(doc.folded(at.wrapping_sub(1)), "at" | "by" | "until");
            let after_day = at > 0 && number(doc, at - 1).is_some();
            if !unit && !clock && !after_day {
                return stated(at + 1, Date::new(n, 12, 31)?, true);
            }
        }
        return None;
    }
    // April 6, 2026
    let word = doc.folded(at);
    let month = MONTHS.iter().position(|m| word.starts_with(m) && is_month(word))?;
    let day = u8::try_from(number(doc, at + 1).filter(|_| at + 1 < end)?).ok()?;
    let with_year = number(doc, at + 2).filter(|n| at + 2 < end && *n >= 1950);
    let date = Date::new(with_year.unwrap_or(year), month as u8 + 1, day)?;
    stated(at + if with_year.is_some() { 3 } else { 2 }, date, false)
}

fn is_month(word: &str) -> bool {
    word.len() == 3
        || matches!(
            word,
            "january"
                | "february"
                | "march"
                | "april"
                | "june"
                | "july"
                | "august"
                | "sept"
                | "september"
                | "october"
                | "november"
                | "december"
        )
}

/// A time of day right at a token: `0310`, `03:10`, `1540`.
pub(crate) fn time_at(doc: &Document<'_>, at: usize, end: usize) -> Option<u32> {
    let at = if matches!(doc.folded(at), "at" | "around" | "by") { at + 1 } else { at };
    if at >= end {
        return None;
    }
    let raw = doc.raw(at);
    let clock = |h: u32, m: u32| (h < 24 && m < 60).then_some(h * 60 + m);
    if raw.len() == 4 && raw.bytes().all(|b| b.is_ascii_digit()) {
        let n: u32 = raw.parse().ok()?;
        return clock(n / 100, n % 100);
    }
    if raw.len() <= 2 && at + 1 < end && mark(doc, at + 1) == ":" {
        let (h, m) = (number(doc, at)?, number(doc, at + 1)?);
        let late = matches!(doc.folded(at + 2), "pm" | "p") && h < 12;
        return clock(u32::from(h) + if late { 12 } else { 0 }, u32::from(m));
    }
    None
}

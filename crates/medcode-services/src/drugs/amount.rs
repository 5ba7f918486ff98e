//! The amounts that stand near a drug, and what each of them is.

use super::unit::{Amount, Dimension, Measure};
use crate::read::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// What an amount near a drug says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// How much was given.
    Dose,
    /// Of all that was given: `1 mL total`.
    Total,
    /// Thrown away.
    Waste,
    /// What a vial, syringe or pellet holds.
    Container,
    /// In one of this: `40 mg/mL`.
    Concentration(Amount),
    /// `5 mg/kg`.
    PerWeight,
    /// `mL/h`, `mg/day`: no amount.
    Rate,
}

/// An amount near a drug.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) tokens: Range<usize>,
    /// None for a number without a measure.
    pub(crate) amount: Option<Amount>,
    pub(crate) value: f64,
    /// The second of `235 mg/0.25 mg`, in the measure of its dimension.
    pub(crate) second: Option<f64>,
    pub(crate) role: Role,
    /// After `=` or `rounded`: what was reckoned before stands no longer.
    pub(crate) settled: bool,
}

const WASTED: &[&str] = &["wasted", "discarded", "waste", "discard", "unused", "wastage", "leftover"];
const HELD_BY: &[&str] = &[
    "vial",
    "syringe",
    "ampule",
    "amp",
    "pen",
    "kit",
    "sdv",
    "mdv",
    "pellet",
    "bottle",
    "cartridge",
    "carpuject",
    "prefilled",
    "pf",
    "pfs",
    "reconstituted",
    "opened",
    "stock",
];
const PERSONS: &[&str] = &["kg", "m2", "m", "lb", "body"];
const TIMES: &[&str] = &["h", "hr", "hour", "min", "minute", "day", "d", "wk", "week", "dl", "month"];

/// The amounts within some tokens, in order.
pub(crate) fn figures(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match figure(reading, at, tokens.end) {
            Some(figure) => {
                at = figure.tokens.end.max(at + 1);
                out.push(figure);
            }
            None => at += 1,
        }
    }
    out
}

fn figure(reading: &Reading<'_>, at: usize, end: usize) -> Option<Figure> {
    let (value, measure, mut next) = quantity(reading, at)?;
    let doc = reading.doc;
    let settled = is_settled(reading, at);
    let amount = measure.map(|m| Amount::new(value, m));
    let percent = doc.text()[doc.tokens()[at].span.end as usize..].starts_with('%');
    if percent {
        return None;
    }
    let Some(known) = amount else {
        let role = if follows(reading, next, end, WASTED, 2) { Role::Waste } else { Role::Dose };
        return (bare(reading, at) || is_over_bag(reading, at)).then_some(Figure {
            tokens: at..next,
            amount,
            value,
            second: None,
            role,
            settled,
        });
    };
    let slash = doc.gap(next).has(Gap::SLASH);
    let over = if slash || doc.folded(next) == "per" { next + usize::from(!slash) } else { 0 };
    let (role, second) = if over > 0 {
        let (role, after, second) = divided(reading, known, over);
        next = after;
        (role, second)
    } else {
        (role_of(reading, at, next, end), None)
    };
    Some(Figure { tokens: at..next, amount, value, second, role, settled })
}

/// What an amount is that stands over another: `40 mg/mL`, `5 mg/kg`, `30 mg/1 mL`, `2.5 mg/0.5 mg`.
fn divided(reading: &Reading<'_>, amount: Amount, over: usize) -> (Role, usize, Option<f64>) {
    let word = reading.doc.folded(over);
    if PERSONS.contains(&word) || word.starts_with("kg") || word.starts_with("m\u{b2}") {
        return (Role::PerWeight, over + 1, None);
    }
    if TIMES.contains(&word) {
        return (Role::Rate, over + 1, None);
    }
    let volume = |a: &Amount| a.measure.dimension() == Dimension::Volume;
    if let Some(measure) = Measure::parse(word) {
        let one = Amount::new(1.0, measure);
        let role = if volume(&one) && !volume(&amount) { Role::Concentration(one) } else { Role::Dose };
        return (role, over + 1, None);
    }
    match quantity(reading, over) {
        Some((value, Some(measure), next)) => {
            let held = Amount::new(value, measure);
            if volume(&held) && !volume(&amount) {
                (Role::Concentration(held), next, None)
            } else {
                (Role::Dose, next, held.converts(amount).then(|| held.base()))
            }
        }
        _ => (Role::Dose, over, None),
    }
}

fn role_of(reading: &Reading<'_>, at: usize, next: usize, end: usize) -> Role {
    let doc = reading.doc;
    if follows(reading, next, end, WASTED, 2) || leads(reading, at, WASTED, 2) {
        return Role::Waste;
    }
    if follows(reading, next, end, &["total"], 1) || leads(reading, at, &["total", "totaling"], 2) {
        return Role::Total;
    }
    // `3.5 mg single dose vial`.
    let worded = matches!(doc.folded(next), "single" | "multi" | "multiple");
    let reach = if worded { 4 } else { 2 };
    if follows(reading, next, end, HELD_BY, reach) && !doc.gap(next).has(Gap::COMMA) {
        return Role::Container;
    }
    // "10 pellets of 75 mg each".
    if leads(reading, at, HELD_BY, 2) && !doc.gap(at).has(Gap::COMMA.with(Gap::STOP).with(Gap::COLON)) {
        return Role::Container;
    }
    Role::Dose
}

/// Whether one of some words follows within a number of tokens, and no number before it.
fn follows(reading: &Reading<'_>, from: usize, end: usize, words: &[&str], within: usize) -> bool {
    let near = from..end.min(from + within);
    let number = |at: &usize| reading.doc.raw(*at).starts_with(|c: char| c.is_ascii_digit());
    // "400 mg, no waste" throws nothing away.
    let none = |at: &usize| matches!(reading.doc.folded(*at), "no" | "none" | "nothing" | "without");
    near.take_while(|at| !number(at) && !none(at) && !reading.doc.gap(*at).has(Gap::SEMICOLON))
        .any(|at| words.contains(&reading.doc.folded(at)))
}

fn leads(reading: &Reading<'_>, at: usize, words: &[&str], within: usize) -> bool {
    let number = |at: &usize| reading.doc.raw(*at).starts_with(|c: char| c.is_ascii_digit());
    let from = at.saturating_sub(within);
    (from..at).rev().take_while(|n| !number(n)).any(|n| words.contains(&reading.doc.folded(n)))
}

/// After `=`, `rounded`, `rounded to`, `for a dose of`.
fn is_settled(reading: &Reading<'_>, at: usize) -> bool {
    reading.doc.gap(at).has(Gap::EQUALS.with(Gap::ARROW)) || leads(reading, at, &["rounded", "round"], 3)
}

/// Whether a number without a measure may be a dose: no time, date, count or part of a word.
fn bare(reading: &Reading<'_>, at: usize) -> bool {
    let doc = reading.doc;
    let odd = Gap::COLON.with(Gap::SLASH).with(Gap::HYPHEN);
    let before = if at > 0 { doc.folded(at - 1) } else { "" };
    const GIVEN: &[&str] = &[
        "iv",
        "im",
        "sc",
        "sq",
        "subq",
        "ivp",
        "po",
        "given",
        "infused",
        "administered",
        "injected",
        "push",
        "discarded",
        "wasted",
    ];
    (at + 1..at + 3).any(|n| GIVEN.contains(&doc.folded(n)))
        && !doc.gap(at + 1).has(odd)
        && !doc.gap(at).has(Gap::SLASH.with(Gap::MARKUP))
        && !doc.text()[..doc.tokens()[at].span.start as usize].ends_with(':')
        && !matches!(
            before,
            "x" | "dose" | "cycle" | "day" | "week" | "at" | "lot" | "ndc" | "in" | "q" | "auc"
        )
        && !HELD_BY.contains(&doc.folded(at + 1))
        && !doc.raw(at).starts_with('0')
        && doc.raw(at).bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// `400/250 NS`: a dose without its measure over the bag it is in.
fn is_over_bag(reading: &Reading<'_>, at: usize) -> bool {
    const BAGS: &[&str] = &["50", "100", "150", "200", "250", "500", "1000"];
    const FLUIDS: &[&str] = &["ns", "nss", "d5w", "d5", "saline", "lr"];
    let doc = reading.doc;
    let digits = doc.raw(at).bytes().all(|b| b.is_ascii_digit());
    digits
        && doc.gap(at + 1).has(Gap::SLASH)
        && !doc.gap(at).has(Gap::SLASH)
        && BAGS.contains(&doc.raw(at + 1))
        && FLUIDS.contains(&doc.folded(at + 2))
}

/// A number with its measure, where it has one, and the token after both.
fn quantity(reading: &Reading<'_>, at: usize) -> Option<(f64, Option<Measure>, usize)> {
    let doc = reading.doc;
    let word = doc.folded(at);
    let cut = word.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.len());
    let (digits, glued) = word.split_at(cut);
    let digits = digits.trim_end_matches('.');
    let value: f64 =
        if digits.is_empty() { return spelled(reading, at) } else { digits.parse().ok()? };
    let value = pointed(reading, at, value, digits.len());
    if !glued.is_empty() {
        return match glued {
            "k" => Some((value * 1e3, Measure::parse(doc.folded(at + 1)), at + 2)),
            "m" | "mu" | "mil" | "million" => {
                let unit = matches!(doc.folded(at + 1), "unit" | "u" | "iu");
                (glued != "m" || unit).then_some((
                    value * 1e6,
                    Some(Measure::Unit),
                    at + 1 + usize::from(unit),
                ))
            }
            _ => Measure::parse(glued).map(|m| (value, Some(m), at + 1)),
        };
    }
    Some(measured(reading, value, at + 1))
}

/// The measure after a number: `mg`, `million units`, `MU`.
fn measured(reading: &Reading<'_>, value: f64, next: usize) -> (f64, Option<Measure>, usize) {
    let doc = reading.doc;
    // "350 given", "4, then": a mark between number and word parts them.
    let apart = Gap::COMMA
        .with(Gap::SEMICOLON)
        .with(Gap::STOP)
        .with(Gap::CLOSE)
        .with(Gap::OPEN)
        .with(Gap::NEWLINE);
    if doc.gap(next).has(apart) {
        return (value, None, next);
    }
    match (doc.folded(next), doc.folded(next + 1)) {
        ("million" | "mil" | "m", "unit" | "u" | "iu") => (value * 1e6, Some(Measure::Unit), next + 2),
        ("mu" | "miu", _) => (value * 1e6, Some(Measure::Unit), next + 1),
        ("international" | "usp" | "botox" | "int", "unit") => (value, Some(Measure::Unit), next + 2),
        (word, _) => match Measure::parse(word) {
            // "100 u/mL" is a unit; "4 L knee" is a side.
            Some(Measure::Liter) if doc.raw(next) == "L" && is_side(reading, next) => {
                (value, None, next)
            }
            Some(measure) => (value, Some(measure), next + 1),
            None => (value, None, next),
        },
    }
}

/// Whether an `L` is the left side: a part of the body follows.
fn is_side(reading: &Reading<'_>, at: usize) -> bool {
    const PARTS: &[&str] = &[
        "arm",
        "deltoid",
        "glut",
        "gluteal",
        "glute",
        "gluteu",
        "hip",
        "knee",
        "shoulder",
        "thigh",
        "wrist",
        "buttock",
        "elbow",
        "ankle",
        "ventrogluteal",
        "leg",
        "hand",
        "foot",
        "upper",
        "lateral",
        "vastu",
    ];
    PARTS.contains(&reading.doc.folded(at + 1))
}

/// `.5` is cut as `5`: the point stands before the token.
fn pointed(reading: &Reading<'_>, at: usize, value: f64, digits: usize) -> f64 {
    let start = reading.doc.tokens()[at].span.start as usize;
    let before = &reading.doc.text()[..start];
    let mut back = before.chars().rev();
    let point = back.next() == Some('.') && !back.next().is_some_and(char::is_alphanumeric);
    if point { value / 10_f64.powi(digits as i32) } else { value }
}

/// `one gram`, `two million units`.
fn spelled(reading: &Reading<'_>, at: usize) -> Option<(f64, Option<Measure>, usize)> {
    const WORDS: &[&str] = &["one", "two", "three", "four", "five", "six", "ten"];
    let n = WORDS.iter().position(|w| *w == reading.doc.folded(at))?;
    let value = if n == 6 { 10.0 } else { n as f64 + 1.0 };
    let (value, measure, next) = measured(reading, value, at + 1);
    measure.map(|m| (value, Some(m), next))
}

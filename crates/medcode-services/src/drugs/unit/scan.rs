//! The amounts a descriptor states, and how each stands in it.

use super::measure::{Amount, Measure};

/// What leads an amount in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    None,
    /// `per`, `each`.
    Per,
    /// `up to`.
    UpTo,
}

/// An amount in a descriptor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) amount: Amount,
    pub(super) lead: Lead,
    /// In parentheses.
    pub(super) aside: bool,
    /// The limit of a range, not an amount: `greater than 3 mg`, `containing nominal ...`.
    pub(super) bound: bool,
    /// `10 mg/ml`, `8 mg per 0.1 ml`.
    pub(super) concentration: bool,
    /// One of several joined by `and` or `/`.
    pub(super) joined: bool,
    /// `= 1 unit` follows.
    pub(super) equals: bool,
    /// Its place among the items.
    pub(super) at: usize,
}

/// A piece of a descriptor.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Item<'t> {
    Number(f64),
    Word(&'t str),
    Mark(char),
}

/// Things that are counted, after `per` or `each`.
const COUNTED: &[(&str, Measure)] = &[
    ("dose", Measure::Dose),
    ("vial", Measure::Vial),
    ("treatment", Measure::Dose),
    ("infusion", Measure::Dose),
    ("instillation", Measure::Dose),
    ("implant", Measure::Each),
    ("patch", Measure::Each),
    ("bottle", Measure::Each),
    ("unit", Measure::Each),
    ("gram", Measure::Gram),
    ("centimeter", Measure::Centimeter),
];

/// Words between `per` and what is counted.
const BETWEEN: &[&str] =
    &["therapeutic", "study", "treatment", "single", "use", "usp", "unit", "factor", "viii", "billable"];

/// Words before an amount that make it a limit or an ingredient.
const BOUNDS: &[&str] =
    &["than", "equal", "exceed", "containing", "nominal", "minimum", "provided", "least"];

pub(super) fn amounts(descriptor: &str) -> Vec<Found> {
    let text = descriptor.to_lowercase().replace("i.u.", "iu").replace("sq.", "square");
    let items = items(&text);
    let mut out: Vec<Found> = Vec::new();
    let mut depth = 0_u32;
    for at in 0..items.len() {
        match items[at] {
            Item::Mark('(' | '[') => depth += 1,
            Item::Mark(')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(found) = found(&items, at, depth > 0) {
            out.push(found);
        }
    }
    join(&items, &mut out);
    out
}

fn items(text: &str) -> Vec<Item<'_>> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_ascii_digit() {
            let more = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
            while at < bytes.len() && (more(at) || matches!(bytes[at], b'.' | b',') && more(at + 1)) {
                at += 1;
            }
            let number: String = text[start..at].chars().filter(|c| *c != ',').collect();
            out.push(number.parse().map_or(Item::Mark('#'), Item::Number));
        } else if c.is_alphabetic() {
            while text[at..].starts_with(char::is_alphabetic) {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
            out.push(Item::Word(&text[start..at]));
        } else {
            at += c.len_utf8();
            if !c.is_whitespace() {
                out.push(Item::Mark(c));
            }
        }
    }
    out
}

/// The amount that begins at an item.
fn found(items: &[Item<'_>], at: usize, aside: bool) -> Option<Found> {
    let word = |n: usize| match items.get(n) {
        Some(Item::Word(w)) => *w,
        _ => "",
    };
    let before = |n: usize| at.checked_sub(n).map_or("", word);
    let (amount, end) = match items[at] {
        Item::Number(value) => number(items, at, value)?,
        Item::Word("per") => per(items, at + 1)?,
        Item::Word("each") if !matches!(items.get(at + 1), Some(Item::Number(_))) => {
            (Amount::new(1.0, Measure::Each), at + 1)
        }
        _ => return None,
    };
    let lead = match items[at] {
        Item::Word(_) => Lead::Per,
        _ if matches!(before(1), "per" | "each") => Lead::Per,
        _ if before(1) == "to" && before(2) == "up" => Lead::UpTo,
        _ => Lead::None,
    };
    let follows = |mark: char| items.get(end) == Some(&Item::Mark(mark));
    let solution = |n: usize| matches!(word(n), "ml" | "cc" | "milliliter");
    let concentration = follows('/') && solution(end + 1)
        || follows('/') && matches!(items.get(end + 1), Some(Item::Number(_))) && solution(end + 2)
        || word(end) == "per"
            && amount.measure != Measure::Each
            && lead != Lead::Per
            && per(items, end + 1).is_some();
    let bound = lead != Lead::Per && BOUNDS.contains(&before(1))
        || matches!(before(2), "equal" | "provided")
        || lead == Lead::UpTo && out_of_range(&word, end)
        || before(1) == "x"
            && matches!(at.checked_sub(2).and_then(|n| items.get(n)), Some(Item::Number(_)));
    Some(Found { amount, lead, aside, bound, concentration, joined: false, equals: follows('='), at })
}

/// `up to 7 days of therapy` is no amount of a drug.
fn out_of_range<'t>(word: &impl Fn(usize) -> &'t str, end: usize) -> bool {
    matches!(word(end), "day" | "days")
}

/// `250 mg`, `3 million units`, `4 square centimeters`, `50 sq cm`.
fn number(items: &[Item<'_>], at: usize, value: f64) -> Option<(Amount, usize)> {
    let word = |n: usize| match items.get(n) {
        Some(Item::Word(w)) => w.strip_suffix('s').filter(|w| w.len() > 2).unwrap_or(w),
        _ => "",
    };
    let (value, mut n) = match word(at + 1) {
        "million" => (value * 1e6, at + 2),
        "billion" => (value * 1e9, at + 2),
        _ => (value, at + 1),
    };
    if word(n) == "usp" {
        n += 1;
    }
    let measure = match (word(n), word(n + 1)) {
        ("square" | "sq", "centimeter" | "cm") => {
            return Some((Amount::new(value, Measure::SquareCentimeter), n + 2));
        }
        ("plaque", _) | ("vector", _) => return Some((Amount::new(value, Measure::Particle), n + 1)),
        ("centimeter", _) => Measure::Centimeter,
        (unit, _) => Measure::parse(unit)?,
    };
    Some((Amount::new(value, measure), n + 1))
}

/// After `per`: a measure or a thing that is counted.
fn per(items: &[Item<'_>], at: usize) -> Option<(Amount, usize)> {
    let singular = |n: usize| match items.get(n) {
        Some(Item::Word(w)) => w.strip_suffix('s').filter(|w| w.len() > 2).unwrap_or(w),
        _ => "",
    };
    let one = |measure, n| Some((Amount::new(1.0, measure), n));
    if singular(at) == "square" || singular(at) == "sq" {
        return one(Measure::SquareCentimeter, at + 2);
    }
    // A unit of blood is an item; a unit of effect has a number or a name before it.
    if singular(at) == "unit" {
        return one(Measure::Each, at + 1);
    }
    let counted = |n: usize| COUNTED.iter().find(|(w, _)| *w == singular(n)).map(|(_, m)| *m);
    let mut n = at;
    while counted(n).is_none() && BETWEEN.contains(&singular(n)) {
        n += 1;
    }
    if singular(n) == "treatment" && singular(n + 1) == "dose" {
        n += 1;
    }
    if let Some(measure) = counted(n) {
        return one(measure, n + 1);
    }
    one(Measure::parse(singular(n))?, n + 1)
}

/// Marks the amounts that `and` or `/` joins into one combination.
fn join(items: &[Item<'_>], all: &mut [Found]) {
    for n in 1..all.len() {
        let (a, b) = (all[n - 1], all[n]);
        if a.aside
            || b.aside
            || a.concentration
            || b.concentration
            || b.lead == Lead::Per
            || a.lead == Lead::Per
        {
            continue;
        }
        let joined =
            items[a.at..b.at].iter().any(|i| matches!(i, Item::Word("and") | Item::Mark('/' | ';')))
                || n + 1 < all.len()
                    && all[n + 1].lead == Lead::None
                    && and_follows(items, b.at, all[n + 1].at);
        if joined
            && (a.amount.converts(b.amount)
                || a.amount.measure.dimension() == super::Dimension::Mass
                    && b.amount.measure == Measure::Unit)
        {
            all[n - 1].joined = true;
            all[n].joined = true;
        }
    }
}

fn and_follows(items: &[Item<'_>], from: usize, to: usize) -> bool {
    items[from..to].contains(&Item::Word("and"))
}

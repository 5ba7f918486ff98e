//! The conditions that choose among the numbers of a family.
//!
//! `views=2; without=contrast|dye; age>=18; default`. A number condition is `key=n`, `key=a..b`
//! (both included), `key<n`, `key<=n`, `key>n`, `key>=n`. A word condition names where to look
//! (`beside` and `apart`: the words of
//! the service and those next to them; `with` and `without`: the sentence; `near` and `far`: the sentence, its neighbours and the
//! problem it stands in; `note` and `nowhere`: the whole note) and one of several words or
//! phrases. `setting=ed|office`, `billing=facility`, `sex=F` ask for the visit. `base`: included in
//! any other number of the family that is reported; `within`: a technique, which counts in the course
//! of the family's base; `over=43235|43239`: includes these numbers.

use super::words::Words;
use medcode_model::{BillingContext, Setting, Sex};

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Among the words of the service, or right beside them.
    Beside,
    Sentence,
    Near,
    Note,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// A number of the visit or the note lies between two, both included.
    Number {
        key: &'static str,
        low: f32,
        high: f32,
    },
    /// One of several words stands there.
    Word {
        scope: Scope,
        any: Vec<u16>,
    },
    Setting(Vec<Setting>),
    Billing(BillingContext),
    Sex(Sex),
}

/// A test and whether it must hold or must not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) test: Test,
    pub(crate) holds: bool,
}

/// The numbers that conditions may ask for; `read/numbers.rs` finds each.
pub(crate) const NUMBERS: &[&str] = &[
    "age", "views", "count", "length", "minutes", "weeks", "levels", "leads", "depth", "area", "grams",
    "percent", "days", "stations", "tumor",
];

const SMALLEST: f32 = 0.001;

/// A cell of conditions, read.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) when: Vec<Condition>,
    pub(super) default: bool,
    pub(super) base: bool,
    pub(super) within: bool,
    pub(super) over: Vec<&'static str>,
}

/// Reads a cell of conditions.
pub(super) fn read(cell: &'static str, words: &mut Words) -> Result<Cell, String> {
    let mut out = Cell::default();
    for part in cell.split(';').map(str::trim).filter(|p| !p.is_empty() && *p != "-") {
        match part.strip_prefix("over=") {
            Some(numbers) => out.over = numbers.split('|').collect(),
            None if part == "default" => out.default = true,
            None if part == "base" => out.base = true,
            None if part == "within" => out.within = true,
            None => out.when.push(one(part, words)?),
        }
    }
    Ok(out)
}

fn one(part: &'static str, words: &mut Words) -> Result<Condition, String> {
    let at = part.find(['=', '<', '>']).ok_or(format!("`{part}` is no condition"))?;
    let (key, rest) = (part[..at].trim(), &part[at..]);
    let value = rest.trim_start_matches(['=', '<', '>']).trim();
    let sign = &rest[..rest.len() - rest.trim_start_matches(['=', '<', '>']).len()];
    let is = |test| Ok(Condition { test, holds: true });
    let word = |scope, holds, words: &mut Words| {
        let any = value.split('|').map(|w| words.number_of(w)).collect::<Vec<_>>();
        Ok(Condition { test: Test::Word { scope, any }, holds })
    };
    match key {
        "beside" => word(Scope::Beside, true, words),
        "apart" => word(Scope::Beside, false, words),
        "with" => word(Scope::Sentence, true, words),
        "without" => word(Scope::Sentence, false, words),
        "near" => word(Scope::Near, true, words),
        "far" => word(Scope::Near, false, words),
        "note" => word(Scope::Note, true, words),
        "nowhere" => word(Scope::Note, false, words),
        "setting" => {
            let all: Option<Vec<_>> = value.split('|').map(Setting::parse).collect();
            is(Test::Setting(all.ok_or(format!("`{value}` is no setting"))?))
        }
        "billing" => {
            let all = [BillingContext::Professional, BillingContext::Facility, BillingContext::Dme];
            let found = all.into_iter().find(|b| b.id() == value);
            is(Test::Billing(found.ok_or(format!("`{value}` is no billing context"))?))
        }
        "sex" => is(Test::Sex(Sex::parse(value).ok_or(format!("`{value}` is no sex"))?)),
        _ => is(number(key, sign, value)?),
    }
}

fn number(key: &str, sign: &str, value: &str) -> Result<Test, String> {
    let key =
        NUMBERS.iter().find(|k| **k == key).ok_or(format!("`{key}` is nothing that can be asked"))?;
    let parse = |t: &str| t.trim().parse::<f32>().map_err(|_| format!("`{t}` is no number"));
    let (low, high) = match (sign, value.split_once("..")) {
        ("=", Some((low, high))) => (parse(low)?, parse(high)?),
        ("=", None) => (parse(value)?, parse(value)?),
        ("<", _) => (f32::MIN, parse(value)? - SMALLEST),
        ("<=", _) => (f32::MIN, parse(value)?),
        (">", _) => (parse(value)? + SMALLEST, f32::MAX),
        (">=", _) => (parse(value)?, f32::MAX),
        _ => return Err(format!("`{sign}` is no comparison")),
    };
    Ok(Test::Number { key, low, high })
}

//! Numbers that choose among services: views, minutes, lengths, how many.

use super::Reading;
use medcode_kb::text::list::WordList;
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// Words after a number that tell what it counts, by the key conditions ask with.
const UNITS: &[(&str, &[&str])] = &[
    ("views", &["view", "v", "vw"]),
    ("minutes", &["min", "minute"]),
    ("length", &["cm"]),
    ("weeks", &["week", "wk", "w"]),
    ("levels", &["level"]),
    ("leads", &["lead"]),
    ("days", &["day", "d"]),
    (
        "count",
        &[
            "lesion",
            "callu",
            "callus",
            "calluse",
            "calluses",
            "corn",
            "unit",
            "injection",
            "point",
            "specimen",
            "biopsy",
            "polyp",
            "x",
            "study",
            "nerve",
            "fibroid",
            "myoma",
            "stab",
            "nail",
            "toenail",
            "mycotic",
            "dystrophic",
            "onychomycotic",
            "debrided",
            "pared",
        ],
    ),
    ("area", &["sq"]),
    ("grams", &["g", "gram", "gm"]),
    ("percent", &["percent", "tbsa"]),
];

/// `9 days of the 30-day period`: words that make days a stretch in which others are counted.
const PERIODS: &[&str] = &["period", "window", "cycle", "billing"];

/// Words for small numbers.
const SPELLED: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
static NUMERALS: WordList = WordList::new(SPELLED);

/// Nerves whose conduction is studied.
pub(crate) const NERVES: &[&str] = &[
    "median",
    "ulnar",
    "radial",
    "peroneal",
    "fibular",
    "tibial",
    "sural",
    "femoral",
    "facial",
    "axillary",
    "musculocutaneous",
    "saphenous",
    "plantar",
    "antebrachial",
];

impl Reading<'_> {
    /// The first number of a kind within some tokens.
    pub(crate) fn number(&self, key: &str, tokens: Range<usize>) -> Option<f32> {
        if key == "count" {
            let times = self.times(tokens.clone());
            if times.is_some() {
                return times;
            }
        }
        if key == "stations" {
            return self.stations(tokens);
        }
        let (_, units) = UNITS.iter().find(|(k, _)| *k == key)?;
        tokens
            .clone()
            .find_map(|at| {
                let value = self.value(at)?;
                let after = self.doc.folded(at + 1);
                if key == "days" && PERIODS.contains(&self.doc.folded(at + 2)) {
                    return None;
                }
                if units.contains(&after) {
                    return Some(scaled(key, value, after));
                }
                // `3 hyperkeratotic lesions`: one word of a kind between.
                let counted = key == "count" && units.contains(&self.doc.folded(at + 2));
                if counted && at + 2 < tokens.end && self.value(at + 1).is_none() && after.len() > 3 {
                    return Some(value);
                }
                // "7 mm" asked in centimetres.
                (key == "length" && after == "mm").then_some(value / 10.0)
            })
            .or_else(|| tokens.clone().find_map(|at| self.glued(key, units, at)))
            .or_else(|| (key == "count").then(|| self.nerve_studies(tokens)).flatten())
    }

    /// How many times something was done: `x2`, `x 3`.
    fn times(&self, tokens: Range<usize>) -> Option<f32> {
        tokens.clone().find_map(|t| match self.doc.folded(t) {
            "x" if t + 1 < tokens.end => {
                self.value(t + 1).filter(|_| !matches!(self.doc.folded(t + 2), "mm" | "cm"))
            }
            word => word.strip_prefix('x').and_then(|n| n.parse().ok()),
        })
    }

    /// How many nerve conduction studies are listed: `R median motor, R median sensory, L ulnar motor`.
    fn nerve_studies(&self, tokens: Range<usize>) -> Option<f32> {
        let nerve = |word: &str| NERVES.contains(&word);
        let study = |t: &usize| {
            let of_nerve = (1..=2).any(|n| *t >= tokens.start + n && nerve(self.doc.folded(t - n)));
            matches!(self.doc.folded(*t), "motor" | "sensory") && of_nerve
        };
        let count = tokens.clone().filter(study).count();
        (count > 0).then_some(count as f32)
    }

    /// The size of the largest growth that the account measures; where the account measures none, of
    /// the largest that any part of the note does.
    pub(crate) fn largest_growth(&self) -> Option<f32> {
        const GROWTHS: &[&str] =
            &["tumor", "mass", "papillary", "lesion", "growth", "turbt", "carcinoma"];
        let (mut account, mut anywhere) = (0f32, 0f32);
        for sentence in self.doc.sentences() {
            let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
            if !tokens.clone().any(|t| GROWTHS.contains(&self.doc.folded(t))) {
                continue;
            }
            let size = self.measures(tokens).iter().map(super::Measure::longest).fold(0.0, f32::max);
            let kind = self.doc.sections()[sentence.section as usize].kind;
            let told = !kind.is_history_list()
                && !matches!(kind, SectionKind::Indication | SectionKind::Hpi | SectionKind::Imaging);
            anywhere = anywhere.max(size);
            if told {
                account = account.max(size);
            }
        }
        Some(if account > 0.0 { account } else { anywhere }).filter(|size| *size > 0.0)
    }

    /// The weight of the womb that its pathology or the account tells, in grams.
    pub(crate) fn weight_of_specimen(&self) -> Option<f32> {
        const WEIGHED: &[&str] =
            &["uterus", "uteru", "uterine", "specimen", "weight", "weighed", "weighing", "wt"];
        self.doc.sentences().iter().find_map(|sentence| {
            let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
            let named = tokens.clone().any(|t| WEIGHED.contains(&self.doc.folded(t)));
            self.number("grams", tokens).filter(|_| named)
        })
    }

    /// How many node stations are named: `4R`, `7`, `11L`.
    fn stations(&self, tokens: Range<usize>) -> Option<f32> {
        let station = |word: &str| {
            let number = word.trim_end_matches(['r', 'l', 's', 'i']);
            matches!(number, "2" | "4" | "5" | "7" | "8" | "9" | "10" | "11" | "12") && word.len() <= 4
        };
        let named = |t: &usize| matches!(self.doc.folded(*t), "station" | "node" | "ebus");
        let first = tokens.clone().find(named)?;
        let from = first.saturating_sub(3).max(tokens.start);
        // `7 (4 passes)`, `4L 4 mm not sampled`: how often, how large, or left.
        let counts = |t: usize| {
            matches!(
                self.doc.folded(t + 1),
                "pass" | "passe" | "x" | "mm" | "cm" | "gauge" | "g" | "time"
            )
        };
        let left = |t: usize| {
            (t + 1..(t + 6).min(tokens.end))
                .take_while(|&n| !self.doc.gap(n).has(Gap::COMMA.with(Gap::SEMICOLON)))
                .any(|n| matches!(self.doc.folded(n), "not" | "skipped" | "no"))
        };
        let mut seen: Vec<&str> = Vec::new();
        for t in from..tokens.end {
            let word = self.doc.folded(t);
            if station(word) && !counts(t) && !left(t) && !seen.contains(&word) {
                seen.push(word);
            }
        }
        (!seen.is_empty()).then_some(seen.len() as f32)
    }

    /// The number a token stands for: `2`, `2.5`, `two`.
    pub(crate) fn value(&self, token: usize) -> Option<f32> {
        let word = self.doc.folded(token);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.parse().ok();
        }
        if !NUMERALS.has(word) {
            return None;
        }
        SPELLED.iter().position(|s| *s == word).map(|n| n as f32 + 1.0)
    }

    /// A number written together with its unit: `2v`, `15min`, `7mm`.
    fn glued(&self, key: &str, units: &[&str], token: usize) -> Option<f32> {
        let word = self.doc.folded(token);
        let cut = word.find(|c: char| c.is_ascii_alphabetic())?;
        let value: f32 = word[..cut].parse().ok()?;
        let unit = &word[cut..];
        if units.contains(&unit) {
            return Some(value);
        }
        (key == "length" && unit == "mm").then_some(value / 10.0)
    }
}

fn scaled(_key: &str, value: f32, _unit: &str) -> f32 {
    value
}

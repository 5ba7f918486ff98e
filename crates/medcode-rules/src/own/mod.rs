//! Which rules, exceptions and limits does the user add to the book?
//!
//! A small language of its own, because its readers are coders and billers: no brackets and
//! quotes of a data format to get right, a condition written as it is spoken, and every mistake
//! told with its line and column and what is allowed there.

mod ask;
mod condition;
mod lex;
mod parse;
mod policy;
mod values;
mod when;

#[cfg(test)]
mod tests;

pub use lex::Compare;
pub use parse::read;
pub use policy::Policy;
pub use values::Values;
pub use when::{FIELDS, Field, Row, Shape, Test, When};

use crate::rule::Severity;
use crate::subject::{Found, Subject};
use ask::About;
use medcode_model::{Date, Position};
use std::sync::Arc;

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct OwnFile {
    /// Its name, which findings cite.
    pub name: Box<str>,
    /// Its digest, likewise.
    pub sha256: Box<str>,
    /// Rules.
    pub rules: Vec<OwnRule>,
    /// What is set aside or weighed otherwise.
    pub overrides: Vec<Override>,
    /// Limits of timely filing; of several that fit, the last holds.
    pub filing: Vec<Filing>,
    /// Numbers of the Medicare contractors whose coverage articles count; empty for all.
    pub contractors: Vec<Box<str>>,
}

/// A rule of the user's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRule {
    /// Its name.
    pub name: Arc<str>,
    /// What is wrong when it fires.
    pub title: String,
    /// What a finding says.
    pub message: String,
    /// The authority, in the user's words.
    pub because: Option<String>,
    /// What to do.
    pub advice: Option<String>,
    /// How much a finding weighs.
    pub severity: Severity,
    /// Payers it holds for; empty for all.
    pub payers: Values,
    /// First day it holds for.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Whether it is asked of each line, not of the claim.
    pub of_lines: bool,
    /// What it asks.
    pub when: When,
    /// The same as it is written.
    pub asked: String,
    /// The line of the file it stands on.
    pub line: u32,
}

/// What becomes of the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They are shown and do not count.
    Off,
    /// They weigh otherwise.
    Severity(Severity),
}

/// An exception to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The rule.
    pub rule: Box<str>,
    /// What becomes of its findings.
    pub change: Change,
    /// Why.
    pub reason: String,
    /// Payers it holds for; empty for all.
    pub payers: Values,
    /// First day it holds for.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Where it stands.
    pub at: Position,
}

/// A limit of timely filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Days from the service to the claim.
    pub days: u32,
    /// Payers it holds for; empty for all.
    pub payers: Values,
}

/// Whether what holds for some payers and days holds for a claim. Without a date it does not
/// where days are given.
fn holds(payers: &Values, from: Option<Date>, to: Option<Date>, payer: &str, day: Option<Date>) -> bool {
    let after = from.is_none_or(|f| day.is_some_and(|d| f <= d));
    let before = to.is_none_or(|t| day.is_some_and(|d| d <= t));
    (payers.is_empty() || payers.has(payer)) && after && before
}

impl OwnRule {
    /// Whether it is asked of a claim.
    #[must_use]
    pub fn holds(&self, subject: &Subject<'_>) -> bool {
        holds(&self.payers, self.from, self.to, &subject.claim.payer, subject.date)
    }

    /// Its page, under headings of the book's own.
    #[must_use]
    pub fn page(&self, file: &OwnFile) -> Vec<(&'static str, String)> {
        let each = if self.of_lines { "Each line: " } else { "" };
        let mut out = vec![
            ("What it checks", format!("{each}{}", self.asked)),
            ("Authority", {
                let because = self.because.as_ref().map_or_else(String::new, |b| format!("{b} · "));
                format!("{because}{} line {}, sha256 {}", file.name, self.line, file.sha256)
            }),
            ("What it says", self.message.clone()),
        ];
        out.extend(self.advice.clone().map(|advice| ("What to do", advice)));
        let days = match (self.from, self.to) {
            (None, None) => "every day".to_owned(),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("to {to}"),
            (Some(from), Some(to)) => format!("{from} to {to}"),
        };
        let payers = if self.payers.is_empty() { "every payer" } else { "the payers it names" };
        out.push(("Where it holds", format!("{payers}, {days}")));
        out
    }

    /// Asks, and says what was found.
    pub fn check(&self, subject: &Subject<'_>, found: &mut Found) {
        if !self.of_lines {
            self.ask(About { subject, line: None }, found);
            return;
        }
        for line in &subject.lines {
            self.ask(About { subject, line: Some(line) }, found);
        }
    }

    fn ask(&self, about: About<'_, '_>, found: &mut Found) {
        let place = about.line.map_or(about.subject.claim.at, |l| l.at());
        match about.holds(&self.when) {
            Some(false) => {}
            None => found.no_data(place, "what it asks is not on the claim"),
            Some(true) => {
                let (mut codes, mut at) = (Vec::new(), None);
                about.met_by(&self.when, &mut codes, &mut at);
                let hit = match about.line {
                    Some(line) => found.on(line, &*self.message),
                    None => found.hit(at.unwrap_or(place), &*self.message),
                };
                let new = codes.into_iter().filter(|c| !hit.codes.contains(c)).collect::<Vec<_>>();
                hit.codes(new);
                if let Some(advice) = &self.advice {
                    hit.correct(crate::subject::Correction::Value(advice.clone()));
                }
            }
        }
    }
}

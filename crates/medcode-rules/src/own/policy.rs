//! What do all files of the user say together?

use super::{Change, OwnFile, OwnRule, holds};
use crate::rule::Severity;
use medcode_model::{Date, Problem};

/// The user's files, in the order given.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    files: Vec<OwnFile>,
}

/// What an override makes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overridden<'p> {
    /// Its weight; none where it is shown and does not count.
    pub severity: Option<Severity>,
    /// Why.
    pub reason: &'p str,
}

impl Policy {
    /// Joins files.
    ///
    /// # Errors
    /// Names of rules that stand in two files, and overrides of rules that are nowhere, each with
    /// the name of its file.
    pub fn of(files: Vec<OwnFile>) -> Result<Self, Vec<(String, Problem)>> {
        let mut problems = Vec::new();
        let mut before: Vec<&OwnRule> = Vec::new();
        for file in &files {
            for rule in &file.rules {
                if before.iter().any(|b| b.name == rule.name) {
                    let position = medcode_model::Position { line: rule.line, ..Default::default() };
                    let message = format!("the rule `{}` stands in another file too", rule.name);
                    problems.push((file.name.to_string(), Problem::error(position, message)));
                }
            }
            before.extend(&file.rules);
        }
        let known = |name: &str| {
            crate::registry::ALL.iter().any(|r| r.name == name)
                || before.iter().any(|r| &*r.name == name)
        };
        for file in &files {
            for one in file.overrides.iter().filter(|o| !known(&o.rule)) {
                let message =
                    format!("`{}` is no rule; `medcode explain rules` lists all of them", one.rule);
                problems.push((file.name.to_string(), Problem::error(one.at, message)));
            }
        }
        if problems.is_empty() { Ok(Self { files }) } else { Err(problems) }
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[OwnFile] {
        &self.files
    }

    /// Every rule with its file.
    pub fn rules(&self) -> impl Iterator<Item = (&OwnFile, &OwnRule)> {
        self.files.iter().flat_map(|f| f.rules.iter().map(move |r| (f, r)))
    }

    /// What becomes of the findings of a rule for a payer on a day; the last that fits holds.
    #[must_use]
    pub fn overridden(&self, rule: &str, payer: &str, day: Option<Date>) -> Option<Overridden<'_>> {
        let all = self.files.iter().flat_map(|f| &f.overrides);
        let mut fits = all.filter(|o| &*o.rule == rule && holds(&o.payers, o.from, o.to, payer, day));
        let one = fits.next_back()?;
        let severity = match one.change {
            Change::Off => None,
            Change::Severity(severity) => Some(severity),
        };
        Some(Overridden { severity, reason: &one.reason })
    }

    /// Whether nothing is overridden.
    #[must_use]
    pub fn is_without_overrides(&self) -> bool {
        self.files.iter().all(|f| f.overrides.is_empty())
    }

    /// Days from service to claim that a payer allows; none where nothing is said.
    #[must_use]
    pub fn filing_days(&self, payer: &str) -> Option<u32> {
        let all = self.files.iter().flat_map(|f| &f.filing);
        let fits = |named: bool| {
            let one = |f: &&super::Filing| {
                if named { !f.payers.is_empty() && f.payers.has(payer) } else { f.payers.is_empty() }
            };
            all.clone().rfind(one).map(|f| f.days)
        };
        // What is said of the payer by name goes before what is said of all.
        fits(true).or_else(|| fits(false))
    }

    /// The Medicare contractors whose coverage articles count; empty for all.
    pub fn contractors(&self) -> impl Iterator<Item = &str> {
        self.files.iter().flat_map(|f| f.contractors.iter().map(AsRef::as_ref))
    }
}

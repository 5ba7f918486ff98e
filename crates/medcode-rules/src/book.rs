//! How are the rules run over a claim?

use crate::registry;
use crate::rule::{Place, Rule, Table};
use crate::subject::{Found, Hit, Shelf, Subject};
use medcode_model::{At, Date};

/// A rule that could not tell, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The rule.
    pub rule: &'static str,
    /// What must be installed, or what it does not read (`ICD-9-CM`).
    pub needs: String,
    /// Where in the document, where it is a part of the claim only.
    pub at: Option<At>,
}

/// What the book says of one claim.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Each with its rule, sorted by place and rule.
    pub hits: Vec<(&'static str, Hit)>,
    /// Rules that could not tell.
    pub missing: Vec<Missing>,
    /// How many rules were asked.
    pub asked: usize,
}

/// The rules that run.
pub struct RuleBook {
    rules: Vec<(&'static Rule, Option<Date>, Option<Date>)>,
    shelf: Shelf,
}

impl Default for RuleBook {
    fn default() -> Self {
        Self::new()
    }
}

impl RuleBook {
    /// All rules of the registry.
    #[must_use]
    pub fn new() -> Self {
        let day = |text: &str| text.parse::<Date>().ok();
        let rules = registry::ALL.iter().map(|r| (*r, day(r.effective.0), day(r.effective.1)));
        Self { rules: rules.collect(), shelf: Shelf::default() }
    }

    /// What is kept of the releases from claim to claim.
    #[must_use]
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Runs every rule that holds for the claim.
    #[must_use]
    pub fn check(&self, subject: &Subject<'_>) -> Checked {
        let mut out = Checked::default();
        let mut found = Found::default();
        for (rule, from, to) in &self.rules {
            if !holds(rule, subject, *from, *to) {
                continue;
            }
            out.asked += 1;
            let lacks: Vec<Table> = rule.needs.iter().copied().filter(|t| !subject.has(*t)).collect();
            // Without the table there is nothing to tell of a part that the claim has not.
            if !lacks.is_empty() && !subject.has_what_needs(rule.needs) {
                continue;
            }
            if !lacks.is_empty() {
                let needs = lacks.iter().map(|t| t.needs()).collect::<Vec<_>>().join(", ");
                out.missing.push(Missing { rule: rule.name, needs, at: None });
                continue;
            }
            (rule.check)(subject, &mut found);
            out.hits.extend(found.hits.drain(..).map(|h| (rule.name, h)));
            let missing = found.no_data.drain(..);
            out.missing.extend(missing.map(|(at, needs)| Missing {
                rule: rule.name,
                needs,
                at: Some(at),
            }));
        }
        out.hits.sort_by(|(a, x), (b, y)| (x.at, a, x.line, &x.codes).cmp(&(y.at, b, y.line, &y.codes)));
        out.hits.dedup();
        out
    }
}

fn holds(rule: &Rule, subject: &Subject<'_>, from: Option<Date>, to: Option<Date>) -> bool {
    let place = match rule.place {
        Place::Any => true,
        Place::Inpatient => subject.inpatient,
        Place::Outpatient => !subject.inpatient,
    };
    let in_time = subject.date.is_none_or(|d| from.is_none_or(|f| f <= d) && to.is_none_or(|t| d <= t));
    place && in_time
}

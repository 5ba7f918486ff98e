//! What does a file of rules say, a statement each?

use medcode::rules::own::{Change, Override, OwnFile, OwnRule};
use serde::Serialize;
use utoipa::ToSchema;

/// A statement of the file.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRuleStatement)]
pub(crate) struct Statement {
    /// `rule`, `override`, `timely-filing`, `contractor`.
    kind: &'static str,
    /// The rule; the days; the contractor.
    name: String,
    /// What it does, in a line.
    says: String,
    /// `error`, `warning`, `info`, `off`; none for limits.
    severity: Option<String>,
    /// What it asks.
    asked: Option<String>,
    /// The line it stands on; 0 where that is not known.
    line: u32,
}

/// Every statement, rules first.
pub(super) fn all(file: &OwnFile) -> Vec<Statement> {
    let rules = file.rules.iter().map(rule);
    let overrides = file.overrides.iter().map(exception);
    let limit = |kind, name: String, says: &str| Statement {
        kind,
        name,
        says: says.to_owned(),
        severity: None,
        asked: None,
        line: 0,
    };
    let filing = file.filing.iter().map(|f| {
        let who = if f.payers.is_empty() { "every payer" } else { "the payers it names" };
        limit("timely-filing", format!("{} days", f.days), who)
    });
    let contractors = file.contractors.iter();
    let contractors =
        contractors.map(|c| limit("contractor", c.to_string(), "whose coverage articles count"));
    rules.chain(overrides).chain(filing).chain(contractors).collect()
}

fn rule(rule: &OwnRule) -> Statement {
    Statement {
        kind: "rule",
        name: rule.name.to_string(),
        says: rule.message.clone(),
        severity: Some(rule.severity.id().to_owned()),
        asked: Some(rule.asked.clone()),
        line: rule.line,
    }
}

fn exception(one: &Override) -> Statement {
    let severity = match one.change {
        Change::Off => "off",
        Change::Severity(severity) => severity.id(),
    };
    Statement {
        kind: "override",
        name: one.rule.to_string(),
        says: one.reason.clone(),
        severity: Some(severity.to_owned()),
        asked: None,
        line: one.at.line,
    }
}

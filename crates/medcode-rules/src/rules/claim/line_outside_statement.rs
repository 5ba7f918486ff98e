//! The date of a line lies outside the statement.
//!
//! *What it checks.* Institutional: first and last day of each line within the period that the
//! statement covers.
//! *Authority.* ASC X12N 005010 837 implementation guides, DTP 434 and DTP 472; Medicare Claims
//! Processing Manual ch. 25, statement covers period.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* A line of 2026-05-13 on a statement up to 2026-05-12.
//! *What to do.* Correct the date, or move the line to the claim of its period.
//! *Limits.* Professional claims have no statement period.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::Date;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "line-outside-statement",
    id: "X12-837-DTP-434",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("line_outside_statement.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let (Some(from), Some(to)) = (subject.claim.from, subject.claim.to) else { return };
    if !subject.is_institutional() || to < from {
        return;
    }
    let outside = |day: Option<Date>| day.is_some_and(|d| d < from || d > to);
    for line in subject.lines.iter().filter(|l| outside(l.said.from) || outside(l.said.to)) {
        found.on(line, format!("the date of the line lies outside {from} to {to}"));
    }
}

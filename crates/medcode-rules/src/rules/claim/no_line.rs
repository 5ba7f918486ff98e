//! The claim has no line.
//!
//! *What it checks.* A claim with a total has at least one line.
//! *Authority.* ASC X12N 005010 837 implementation guides, loop 2400, which is required.
//! *Why it matters.* There is nothing to pay.
//! *Example.* A total of 40.00 and no line.
//! *What to do.* Add the services.
//! *Limits.* A coded encounter without amounts is no claim.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "no-line",
    id: "X12-837-LX",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("no_line.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_billed() && subject.lines.is_empty() {
        found.hit(subject.claim.at, "the claim has no line");
    }
}

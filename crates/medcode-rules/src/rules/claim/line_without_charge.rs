//! A line of a claim has no charge.
//!
//! *What it checks.* Every line has an amount; zero is one.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV102, SV203, SV302.
//! *Why it matters.* The claim is rejected.
//! *Example.* An empty SV102.
//! *What to do.* Give the charge.
//! *Limits.* A coded encounter without any amount is no claim and is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "line-without-charge",
    id: "X12-837-SV102",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("line_without_charge.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_billed() {
        return;
    }
    for line in subject.lines.iter().filter(|l| l.said.charge.is_none()) {
        found.on(line, "the line has no charge, or one that cannot be read");
    }
}

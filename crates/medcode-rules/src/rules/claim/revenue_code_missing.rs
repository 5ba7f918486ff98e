//! An institutional line has no revenue code.
//!
//! *What it checks.* Every line of an institutional claim has a revenue code.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV201, which is required.
//! *Why it matters.* The claim is rejected.
//! *Example.* A line with a CPT number alone.
//! *What to do.* Give the revenue code of the department.
//! *Limits.* Whether it fits the service is not judged here.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "revenue-code-missing",
    id: "X12-837-SV201",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("revenue_code_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_institutional() || !subject.is_billed() {
        return;
    }
    for line in subject.lines.iter().filter(|l| l.said.revenue.is_none()) {
        found.on(line, "the line has no revenue code");
    }
}

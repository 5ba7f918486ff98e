//! A charge is negative.
//!
//! *What it checks.* The total and the charge of every line are zero or more.
//! *Authority.* ASC X12N 005010 837 implementation guides, CLM02, SV102, SV203: amounts are not
//! negative.
//! *Why it matters.* The claim is rejected.
//! *Example.* A line of -15.00 to correct an earlier one.
//! *What to do.* Correct by a replacement claim (frequency 7), not by a negative line.
//! *Limits.* Amounts of other payers are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "negative-charge",
    id: "X12-837-SV102.negative",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("negative_charge.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.claim.charge.is_some_and(|c| c.0 < 0) {
        found.hit(subject.claim.at, "the total charge is negative");
    }
    for line in subject.lines.iter().filter(|l| l.said.charge.is_some_and(|c| c.0 < 0)) {
        found.on(line, "the charge of the line is negative");
    }
}

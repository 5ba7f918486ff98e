//! The day of admission lies after the end of the statement.
//!
//! *What it checks.* The day of admission against the last day of the statement of a stay.
//! *Authority.* ASC X12N 005010 837, loop 2300, DTP with 435 and 434.
//! *Why it matters.* The claim is returned.
//! *Example.* Admitted on the 12th, statement to the 10th.
//! *What to do.* Correct the day that is wrong.
//! *Limits.* Admission may lie after the first day of the statement: outpatient services of the
//! days before are billed with the stay.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "admitted-after-discharge",
    id: "X12-837-DTP-435.order",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("admitted_after_discharge.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    if subject.is_institutional() && claim.admitted.zip(claim.to).is_some_and(|(a, to)| to < a) {
        found.hit(claim.at, "the day of admission lies after the last day of the statement");
    }
}

//! Two claims of the file have the same number.
//!
//! *What it checks.* The submitter number of each claim (CLM01) against those before it in the
//! file.
//! *Authority.* ASC X12N 005010 837, CLM01: the number by which the submitter knows the claim,
//! which comes back in the 835 and 277.
//! *Why it matters.* What the payer answers cannot be told apart.
//! *Example.* Two claims called 1001.
//! *What to do.* Give each claim a number of its own.
//! *Limits.* Within one file. A replacement (7) or void (8) may repeat the number of its
//! original.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "claim-number-twice",
    id: "X12-837-CLM01",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("claim_number_twice.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.repeated.number && !subject.repeated.content {
        found.hit(subject.claim.at, "a claim before it in the file has the same number");
    }
}

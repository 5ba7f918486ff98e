//! The total charge is not the sum of the lines.
//!
//! *What it checks.* The total of the claim (CLM02) against the sum of the charges of its lines.
//! *Authority.* ASC X12N 005010 837, CLM02 and SV102, SV203: the total equals the sum of the lines
//! (balancing rule of the implementation guides; the rule is stated here in our own words).
//! *Why it matters.* Clearing houses return a claim that does not balance.
//! *Example.* Lines of 40.00 and 15.00 under a total of 50.00.
//! *What to do.* Correct the total or the line that is wrong.
//! *Limits.* A claim without lines or without amounts is not judged here.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};
use medcode_model::Cents;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "total-does-not-balance",
    id: "X12-837-CLM02",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("total_does_not_balance.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let charges: Option<Vec<Cents>> = claim.lines.iter().map(|l| l.charge).collect();
    let (Some(total), Some(charges)) = (claim.charge, charges) else { return };
    let sum = Cents(charges.iter().map(|c| c.0).sum());
    if !charges.is_empty() && sum != total {
        found
            .hit(
                claim.at,
                format!("the total is {total}, the lines add up to {sum}; correct one of them"),
            )
            .correct(Correction::Value(format!("total {sum}")));
    }
}

//! A line points to a diagnosis that is not there.
//!
//! *What it checks.* Every diagnosis pointer of a line is the number of a diagnosis of the claim.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV107 (SV311 for dental): a pointer is
//! the place of a diagnosis in HI.
//! *Why it matters.* The claim is rejected before a payer sees it.
//! *Example.* A pointer of 3 on a claim with two diagnoses.
//! *What to do.* Point to a diagnosis of the claim, or add the one that is meant.
//! *Limits.* Institutional lines have no pointers.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "pointer-out-of-range",
    id: "X12-837-SV107.range",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("pointer_out_of_range.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let many = subject.reported().count();
    for line in &subject.lines {
        for &pointer in line.said.pointers.iter().filter(|&&p| p == 0 || usize::from(p) > many) {
            let message = format!("pointer {pointer}: the claim has {many} diagnoses");
            found.on(line, message);
        }
    }
}

//! A replacement or void does not name the claim it is about.
//!
//! *What it checks.* Claims of frequency 7 or 8 without the payer claim control number of the
//! original (REF F8).
//! *Authority.* ASC X12N 005010 837, loop 2300, REF with F8: required where CLM05-3 says that the
//! claim replaces or voids another.
//! *Why it matters.* The payer cannot find the original: the claim is rejected, or paid twice.
//! *Example.* Frequency 7 without REF F8.
//! *What to do.* Add the number that the payer gave the original.
//! *Limits.* Encounters without charges are not asked.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "original-number-missing",
    id: "X12-837-REF-F8",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("original_number_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    if subject.is_billed() && matches!(&*claim.frequency, "7" | "8") && claim.original.is_empty() {
        let what = if &*claim.frequency == "7" { "replaces" } else { "voids" };
        found.hit(claim.at, format!("the claim {what} another and does not say which"));
    }
}

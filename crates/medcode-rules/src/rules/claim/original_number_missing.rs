//! A replacement or void does not name the claim it is about.
//!
//! *What it checks.* Claims of frequency 7 or 8 without the payer claim control number of the
//! original (REF F8).
//! *Authority.* ASC X12N 005010 837, loop 2300, REF with F8: required where CLM05-3 says that the
//! claim replaces or voids another.
//! *Why it matters.* The payer cannot find the original: the claim is rejected, or paid twice.
//! *Example.* Frequency 7 without REF F8.
//! *What to do.* Add the number that the payer gave the original.
//! *Limits.* Encounters without charges are not asked; of other formats than X12 it cannot be told.

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
    let about = match &*claim.frequency {
        "7" => "replaces",
        "8" => "voids",
        _ => return,
    };
    if !subject.is_billed() || !claim.original.is_empty() {
        return;
    }
    if subject.is_x12() {
        found.hit(claim.at, format!("the claim {about} another and does not say which"));
    } else {
        // Other formats need not have a place for it.
        found.no_data(claim.at, "the payer's number of the original claim");
    }
}

//! The sex of the patient is not given or unknown.
//!
//! *What it checks.* A claim tells the sex of its patient.
//! *Authority.* ASC X12N 005010 837 implementation guides, DMG03: F, M or U.
//! *Why it matters.* Rules and payers that ask for it cannot tell.
//! *Example.* DMG03 of U.
//! *What to do.* Give it where it is known.
//! *Limits.* U is allowed: this is worth knowing, not an error.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sex-missing",
    id: "X12-837-DMG03",
    family: Family::Claim,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("sex_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_billed() && subject.claim.elsewhere.patient {
        return found.no_data(subject.claim.at, "the Patient that the claim refers to");
    }
    if subject.is_billed() && subject.claim.patient.sex.is_none() {
        found.hit(subject.claim.at, "the sex of the patient is not given or unknown");
    }
}

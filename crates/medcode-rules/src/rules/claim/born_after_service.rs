//! The patient was born after the service.
//!
//! *What it checks.* The day of birth against the last day of service.
//! *Authority.* ASC X12N 005010 837 implementation guides, DMG02.
//! *Why it matters.* The claim is rejected; age rules mislead.
//! *Example.* Born 2026-06-01, seen 2026-05-12.
//! *What to do.* Correct the day of birth or the date of service.
//! *Limits.* Ages that are only unlikely are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "born-after-service",
    id: "X12-837-DMG02",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("born_after_service.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let last = claim.to.or(claim.from);
    if claim.patient.born.zip(last).is_some_and(|(born, last)| born > last) {
        found.hit(claim.at, "the patient was born after the service");
    }
}

//! A stay has no day of admission.
//!
//! *What it checks.* Institutional claims of a stay have the day of admission.
//! *Authority.* ASC X12N 005010 837 implementation guides, DTP 435; Medicare Claims Processing
//! Manual ch. 25, FL 12.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* Type of bill 0111 without it.
//! *What to do.* Give the day of admission.
//! *Limits.* Outpatient claims need none.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "admission-date-missing",
    id: "X12-837-DTP-435",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("admission_date_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_institutional() && subject.is_billed() && subject.claim.admitted.is_none() {
        found.hit(subject.claim.at, "the stay has no day of admission");
    }
}

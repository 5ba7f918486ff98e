//! The patient has no day of birth.
//!
//! *What it checks.* A claim tells the day of birth of its patient.
//! *Authority.* ASC X12N 005010 837 implementation guides, DMG02, which is required for the
//! patient.
//! *Why it matters.* The claim is rejected, and no rule that asks for an age can tell.
//! *Example.* An empty DMG02.
//! *What to do.* Give the day of birth.
//! *Limits.* An age in its place is taken, as in medcode JSON. Days before 1900 are not read: nobody
//! is 124 years old.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "birth-date-missing",
    id: "X12-837-DMG02.missing",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("birth_date_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_billed() && subject.claim.elsewhere.patient {
        return found.no_data(subject.claim.at, "the Patient that the claim refers to");
    }
    let patient = &subject.claim.patient;
    if subject.is_billed() && patient.born.is_none() && patient.age.is_none() {
        found.hit(subject.claim.at, "the patient has no day of birth that can be read: none is given, or it is no day since 1900");
    }
}

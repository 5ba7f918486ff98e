//! The age of the patient of a stay is missing or above 124.
//!
//! *What it checks.* The age at admission: from the day of birth, or as given.
//! *Authority.* Definitions of Medicare Code Edits, edit 14; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1.
//! *Why it matters.* Without an age no DRG can be assigned; the contractor asks the hospital.
//! *Example.* Born in 1826.
//! *What to do.* Correct the day of birth.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-invalid-age",
    id: "MCE-14",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_invalid_age.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let given = claim.patient.born.is_some() || claim.patient.age.is_some();
    match subject.age_admitted() {
        Some(age) if age > 124 => {
            found.hit(
                claim.at,
                format!("the patient is {age} years old; the oldest age that is accepted is 124"),
            );
        }
        // Born after admission.
        None if given => {
            found.hit(claim.at, "the age at admission cannot be told from the day of birth");
        }
        None if subject.is_billed() && claim.elsewhere.patient => {
            found.no_data(claim.at, "the Patient that the claim refers to");
        }
        None if subject.is_billed() => {
            found.hit(claim.at, "the age at admission is not given, or above 124");
        }
        _ => {}
    }
}

//! A stay has no admitting diagnosis.
//!
//! *What it checks.* Claims of hospital stays (type of bill 011x, 018x) have an admitting
//! diagnosis.
//! *Authority.* ASC X12N 005010 837 implementation guides, HI with ABJ; Medicare Claims Processing
//! Manual ch. 25, FL 69.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* Type of bill 0111 without it.
//! *What to do.* Give the diagnosis at admission, as the physician stated it.
//! *Limits.* Inpatient services under part B (012x) are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::DiagnosisRole;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "admitting-diagnosis-missing",
    id: "X12-837-HI-ABJ",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("admitting_diagnosis_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let asked = subject.is_institutional() && matches!(&*claim.place, "11" | "18");
    let given = claim.diagnoses.iter().any(|d| d.role == DiagnosisRole::Admitting);
    if asked && subject.is_billed() && !given {
        found.hit(claim.at, "the stay has no admitting diagnosis");
    }
}

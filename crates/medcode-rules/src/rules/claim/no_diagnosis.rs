//! The claim has no diagnosis.
//!
//! *What it checks.* A professional or institutional claim has at least one diagnosis.
//! *Authority.* ASC X12N 005010 837 implementation guides, HI: the principal or first diagnosis is
//! required.
//! *Why it matters.* The claim is rejected.
//! *Example.* A claim with lines and no HI segment.
//! *What to do.* Add the diagnosis the services were done for.
//! *Limits.* Dental claims may stand without one.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::ClaimKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "no-diagnosis",
    id: "X12-837-HI",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("no_diagnosis.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let asked = subject.claim.kind != ClaimKind::Dental && subject.is_billed();
    if asked && subject.principal().is_none() {
        found.hit(subject.claim.at, "the claim has no principal or first-listed diagnosis");
    }
}

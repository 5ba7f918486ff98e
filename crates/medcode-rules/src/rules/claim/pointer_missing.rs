//! A professional line points to no diagnosis.
//!
//! *What it checks.* Every line of a professional claim has at least one diagnosis pointer.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV107-1, which is required.
//! *Why it matters.* The claim is rejected: nothing says why the service was done.
//! *Example.* An office visit without a pointer.
//! *What to do.* Point to the diagnosis the service was done for.
//! *Limits.* Dental lines may stand without one, and those of pharmacy and vision claims in FHIR.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "pointer-missing",
    id: "X12-837-SV107",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("pointer_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() || !subject.is_billed() || subject.claim.elsewhere.pointers {
        return;
    }
    for line in subject.lines.iter().filter(|l| l.said.pointers.is_empty()) {
        found.on(line, "the line points to no diagnosis");
    }
}

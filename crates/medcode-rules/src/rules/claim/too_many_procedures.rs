//! The claim has more than 25 procedures.
//!
//! *What it checks.* Institutional: the principal procedure and 24 others.
//! *Authority.* ASC X12N 005010 837 implementation guides, HI with BBR and BBQ.
//! *Why it matters.* What goes beyond is dropped or the claim is rejected.
//! *Example.* Twenty-six ICD-10-PCS codes.
//! *What to do.* Keep those that bear on payment or quality.
//! *Limits.* Codes are counted, not their worth.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "too-many-procedures",
    id: "X12-837-HI.procedures",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("too_many_procedures.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if let Some(first) = subject.px.get(25) {
        let message = format!("{} procedures; the claim holds 25", subject.px.len());
        found.hit(first.said.code.at, message);
    }
}

//! The claim has more diagnoses than it can hold.
//!
//! *What it checks.* Professional: 12 diagnoses. Institutional: principal and 24 others, 12
//! external causes, 3 reasons for the visit.
//! *Authority.* ASC X12N 005010 837 implementation guides, HI of the claim.
//! *Why it matters.* What goes beyond is dropped or the claim is rejected.
//! *Example.* Thirteen diagnoses on a professional claim.
//! *What to do.* Leave out those that matter least, or split the services over two claims.
//! *Limits.* Dental claims are judged like professional ones only beyond 12.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::DiagnosisRole;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "too-many-diagnoses",
    id: "X12-837-HI.count",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("too_many_diagnoses.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    use DiagnosisRole as R;
    // An encounter lists what was treated; a claim holds what fits.
    if !subject.is_billed() {
        return;
    }
    let claim = subject.claim;
    let mut limit = |what: &str, roles: &[R], most: usize| {
        let of = |d: &&medcode_model::Diagnosis| roles.contains(&d.role);
        let all: Vec<_> = claim.diagnoses.iter().filter(of).collect();
        if let Some(first) = all.get(most) {
            let message = format!("{} {what}; the claim holds {most}", all.len());
            found.hit(first.code.at, message);
        }
    };
    if subject.is_institutional() {
        limit("other diagnoses", &[R::Other], 24);
        limit("external causes", &[R::ExternalCause], 12);
        limit("reasons for the visit", &[R::ReasonForVisit], 3);
    } else {
        limit("diagnoses", &[R::Principal, R::Other], 12);
    }
}

//! The type of bill is none in use.
//!
//! *What it checks.* The facility type and the bill classification (the first two digits after
//! the zero) of an institutional claim.
//! *Authority.* National Uniform Billing Committee, form locator 4; CLM05-1 of the 837I.
//! *Why it matters.* The claim is returned.
//! *Example.* Type 19.
//! *What to do.* Give the type: 11 inpatient, 13 outpatient hospital, 21 skilled nursing, 32 home
//! health, 72 dialysis, 81 hospice.
//! *Limits.* Types in use for Medicare; payers may know others.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "bill-type-unknown",
    id: "NUBC-FL4",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("bill_type_unknown.rs"),
    check,
};

const TYPES: &[&str] = &[
    "11", "12", "13", "14", "18", "21", "22", "23", "28", "31", "32", "33", "34", "41", "43", "65",
    "66", "71", "72", "73", "74", "75", "76", "77", "78", "79", "81", "82", "83", "84", "85", "86",
    "87", "89",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    if subject.is_institutional() && subject.is_billed() && !TYPES.contains(&&*claim.place) {
        let message = match &*claim.place {
            "" => "the claim has no type of bill".to_owned(),
            other => format!("`{other}` is no type of bill in use"),
        };
        found.hit(claim.at, message);
    }
}

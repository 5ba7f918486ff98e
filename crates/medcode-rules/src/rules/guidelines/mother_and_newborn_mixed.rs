//! Codes of the mother and of the newborn on one claim.
//!
//! *What it checks.* Codes of chapter 15 and of chapter 16 on one claim.
//! *Authority.* OCG-I.C.15.a.2: chapter 15 codes stand on the maternal record only; I.C.16.a.1:
//! chapter 16 codes on the newborn's.
//! *Why it matters.* Two patients are on one claim.
//! *Example.* O80 and P59.9.
//! *What to do.* Split the claim.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mother-and-newborn-mixed",
    id: "OCG-I.C.15.a.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mother_and_newborn_mixed.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(mother) = subject.reported().find(|d| d.under("O")).and_then(|d| d.code) else { return };
    if let Some(dx) = subject.reported().find(|d| d.under("P")) {
        let Some(code) = dx.code else { return };
        found
            .hit(dx.said.code.at, format!("{mother} is the mother's, {code} the newborn's: two records"))
            .codes([mother, code]);
    }
}

//! A procedure of a stay has no date.
//!
//! *What it checks.* Every ICD-10-PCS procedure of an institutional claim has its date.
//! *Authority.* ASC X12N 005010 837 implementation guides, HI with BBR and BBQ: the date is
//! required.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* A principal procedure with the code alone.
//! *What to do.* Give the day it was done.
//! *Limits.* The date is not compared with the record.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "procedure-date-missing",
    id: "X12-837-HI-BBR",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[],
    source: include_str!("procedure_date_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_institutional() || !subject.is_billed() {
        return;
    }
    for px in subject.px.iter().filter(|p| p.said.date.is_none()) {
        let message = "the procedure has no date, or one that cannot be read";
        found.hit(px.said.code.at, message).codes(px.code);
    }
}

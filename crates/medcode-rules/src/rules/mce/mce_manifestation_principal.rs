//! A manifestation is the principal diagnosis of a stay.
//!
//! *What it checks.* The principal diagnosis against the list of manifestation codes.
//! *Authority.* Definitions of Medicare Code Edits, edit 6; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* The claim is returned to the hospital: a manifestation tells what an
//! underlying disease did, not which.
//! *Example.* D63.1 as the principal diagnosis.
//! *What to do.* Make the underlying disease the principal diagnosis.
//! *Limits.* The list of the version in force on the day of discharge.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::mce::MceList;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-manifestation-principal",
    id: "MCE-6",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[Table::Mce(MceList::Manifestation)],
    source: include_str!("mce_manifestation_principal.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let Some(code) = dx.code.filter(|c| subject.mce(c).has(MceList::Manifestation)) else { return };
    let message = format!("{code} is a manifestation code and the principal diagnosis");
    found.hit(dx.said.code.at, message).codes([code]);
}

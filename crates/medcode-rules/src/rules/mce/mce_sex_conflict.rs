//! A diagnosis of the other sex, by the list of Medicare (before 2024-10-01).
//!
//! *What it checks.* Every diagnosis in the lists of diagnoses for females only and for males
//! only against the sex of the patient. Discharges to 2024-09-30.
//! *Authority.* Definitions of Medicare Code Edits, edit 5; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* Until then the claim was returned to the hospital. The edit was deactivated
//! for discharges from 2024-10-01.
//! *Example.* C61 for a female patient discharged in May 2024.
//! *What to do.* Correct the sex or the diagnosis; condition code 45 says that both are right.
//! *Limits.* Of procedures no list is read: a stay with procedures says so. A stay whose patient
//! has no sex given is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::mce::MceList;
use medcode_model::Sex;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-sex-conflict",
    id: "MCE-5",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", "2024-09-30"),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[Table::Mce(MceList::Female)],
    source: include_str!("mce_sex_conflict.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let (other, whose) = match subject.claim.patient.sex {
        Some(Sex::Female) => (MceList::Male, "males"),
        Some(Sex::Male) => (MceList::Female, "females"),
        None => return,
    };
    for dx in subject.reported() {
        let Some(code) = dx.code.filter(|c| subject.mce(c).has(other)) else { continue };
        let message = format!("{code} is a diagnosis for {whose} only");
        found.hit(dx.said.code.at, message).codes([code]);
    }
    if let Some(px) = subject.px.first() {
        found.no_data(px.said.code.at, "Medicare Code Editor list: procedures of the sex conflict edit");
    }
}

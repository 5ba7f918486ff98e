//! A secondary diagnosis of a stay repeats the principal one.
//!
//! *What it checks.* Every secondary diagnosis against the principal one.
//! *Authority.* Definitions of Medicare Code Edits, edit 3; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1.
//! *Why it matters.* The duplicate counts for nothing; the contractor may strike it out and go
//! on.
//! *Example.* J18.9 as principal diagnosis and once more among the secondary ones.
//! *What to do.* Leave the second one out.
//! *Limits.* The admitting diagnosis may repeat the principal one. Secondary diagnoses among
//! themselves are judged by the rule on duplicates.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};
use medcode_model::DiagnosisRole;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-duplicate-of-principal",
    id: "MCE-3",
    family: Family::Mce,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_duplicate_of_principal.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(code) = subject.principal().and_then(|d| d.code) else { return };
    let others = subject.reported().filter(|d| d.said.role != DiagnosisRole::Principal);
    for dx in others.filter(|d| d.code == Some(code)) {
        let message = format!("{code} repeats the principal diagnosis");
        found.hit(dx.said.code.at, message).codes([code]).correct(Correction::Remove(code));
    }
}

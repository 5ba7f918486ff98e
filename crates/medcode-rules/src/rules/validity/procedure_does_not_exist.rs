//! A procedure code that is in no ICD-10-PCS release in force on its date.
//!
//! *What it checks.* Every ICD-10-PCS procedure is looked up in the release in force on the date
//! of the claim.
//! *Authority.* 45 CFR 162.1002: ICD-10-PCS is the code set of inpatient procedures; the one
//! valid on the date is used.
//! *Why it matters.* The claim is rejected.
//! *Example.* 0DTJ4Z1 is no code.
//! *What to do.* Build the code from its table: `medcode pcs`.
//! *Limits.* Procedures of other systems are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_model::Declared;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "procedure-does-not-exist",
    id: "45-CFR-162.1002",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[Table::Pcs],
    source: include_str!("procedure_does_not_exist.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for px in &subject.px {
        let said = &px.said.code;
        match &said.system {
            Declared::Icd9 => found.no_data(said.at, "ICD-9-CM procedures"),
            Declared::Other(name) => found.no_data(said.at, &**name),
            Declared::Known(_) if px.row.is_some() => {}
            Declared::Known(_) => {
                let message =
                    format!("{} is no ICD-10-PCS code on the date; build it from its table", said.text);
                found.hit(said.at, message).codes(px.code);
            }
        }
    }
}

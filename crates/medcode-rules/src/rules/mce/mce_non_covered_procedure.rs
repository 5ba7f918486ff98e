//! Whether Medicare pays for a procedure of the stay, by its list.
//!
//! *What it checks.* Every procedure of the stay against the list of the edit.
//! *Authority.* Definitions of Medicare Code Edits, edit 11; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1.
//! *Why it matters.* Some are paid for only with certain diagnoses, others never.
//! *Example.* Any stay with a procedure: the list is in no file that is read.
//! *What to do.* Look the procedure up in the book of the publisher where it matters.
//! *Limits.* The list is in no file that is read: the answer is no data.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-non-covered-procedure",
    id: "MCE-11",
    family: Family::Mce,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_non_covered_procedure.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if let Some(px) = subject.px.first() {
        found.no_data(px.said.code.at, "Medicare Code Editor list: non-covered procedure");
    }
}

//! Whether the principal diagnosis is reason enough to admit, by the list of Medicare.
//!
//! *What it checks.* The principal diagnosis against the list of the edit.
//! *Authority.* Definitions of Medicare Code Edits, edit 8; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1.
//! *Why it matters.* The contractor may review such admissions.
//! *Example.* Any stay: the list is in no file that is read.
//! *What to do.* Look the diagnosis up in the book of the publisher where it matters.
//! *Limits.* The list is in no file that is read: the answer is no data.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-questionable-admission",
    id: "MCE-8",
    family: Family::Mce,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_questionable_admission.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if let Some(dx) = subject.principal() {
        found.no_data(dx.said.code.at, "Medicare Code Editor list: questionable admission");
    }
}

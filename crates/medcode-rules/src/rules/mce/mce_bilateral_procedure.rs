//! Whether several procedures on the legs were done on both sides, by the list of Medicare.
//!
//! *What it checks.* Stays with two or more procedures against the list of the edit.
//! *Authority.* Definitions of Medicare Code Edits, edit 13; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1.
//! *Why it matters.* Some pairs of codes do not say whether two joints or one were operated on.
//! *Example.* Two procedures: the list is in no file that is read.
//! *What to do.* Say the side of each procedure in its code.
//! *Limits.* The list is in no file that is read: the answer is no data.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-bilateral-procedure",
    id: "MCE-13",
    family: Family::Mce,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_bilateral_procedure.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if let [_, second, ..] = subject.px.as_slice() {
        found.no_data(second.said.code.at, "Medicare Code Editor list: bilateral procedure");
    }
}

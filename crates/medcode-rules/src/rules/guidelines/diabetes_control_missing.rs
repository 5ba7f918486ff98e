//! Diabetes without the drugs that control it.
//!
//! *What it checks.* E08, E09, E11 or E13 without insulin (Z79.4), oral drugs (Z79.84) or injected drugs
//! other than insulin (Z79.85).
//! *Authority.* OCG-I.C.4.a.3; Tabular E08, E09, E11, E13: use additional code to identify control.
//! *Why it matters.* How the disease is controlled is a part of its description; risk models and
//! measures read it.
//! *Example.* E11.9 alone, for a patient on metformin.
//! *What to do.* Add the codes of what the patient takes for long; both where insulin and oral drugs are
//! taken. None where diet alone controls it, or insulin is given for a time only.
//! *Limits.* Information: whether the patient takes any of them the codes cannot tell. Type 1 (E10) always
//! needs insulin and has no such note.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "diabetes-control-missing",
    id: "OCG-I.C.4.a.3",
    family: Family::Guidelines,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("diabetes_control_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let diabetes = ["E08", "E09", "E11", "E13"];
    let Some(dx) = subject.reported().find(|d| d.under_any(&diabetes)) else { return };
    let control = ["Z79.4", "Z79.84", "Z79.85"];
    if let Some(code) = dx.code
        && !subject.reported().any(|d| d.under_any(&control))
    {
        let message = format!("{code}: what controls it (Z79.4, Z79.84, Z79.85) is not reported");
        found.hit(dx.said.code.at, message).codes([code]);
    }
}

//! An external cause is the principal diagnosis of a stay.
//!
//! *What it checks.* Whether the principal diagnosis lies in V00 to Y99.
//! *Authority.* Definitions of Medicare Code Edits, edit 2; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* The claim is returned to the hospital: a cause does not tell what was
//! treated.
//! *Example.* W01.0XXA as the principal diagnosis of a broken hip.
//! *What to do.* Make the injury the principal diagnosis.
//! *Limits.* Codes of chapter 20 only.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-external-cause-principal",
    id: "MCE-2",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_external_cause_principal.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal().filter(|d| d.under_any(&["V", "W", "X", "Y"])) else { return };
    let Some(code) = dx.code else { return };
    let message = format!("{code} is an external cause and the principal diagnosis");
    found.hit(dx.said.code.at, message).codes([code]);
}

//! A physical status stands on a service that is not anesthesia.
//!
//! *What it checks.* P1 to P6 on a CPT number outside of 00100-01999.
//! *Authority.* CPT, anesthesia guidelines: physical status modifiers are for anesthesia services.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 99213-P2.
//! *What to do.* Leave it out.
//! *Limits.* Level II codes are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "physical-status-elsewhere",
    id: "CPT-P1-P6",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("physical_status_elsewhere.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.cpt().is_some()
            && !services::is_anesthesia(line)
            && line.has_any(&["P1", "P2", "P3", "P4", "P5", "P6"])
        {
            found.on(line, "a physical status is for anesthesia only");
        }
    }
}

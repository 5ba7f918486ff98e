//! A modifier of repeated procedures stands on a visit.
//!
//! *What it checks.* 76 or 77 on an evaluation and management visit.
//! *Authority.* CPT Appendix A, 76 and 77: not for evaluation and management services.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 99213-76.
//! *What to do.* A second visit of the day needs 25, or is counted into the first.
//! *Limits.* Only visits by their numbers are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "repeat-modifier-on-visit",
    id: "CPT-76-77",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("repeat_modifier_on_visit.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if services::is_visit(line) && line.has_any(&["76", "77"]) {
            found.on(line, "76 and 77 are for procedures, not for visits");
        }
    }
}

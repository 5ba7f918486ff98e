//! A modifier of the global period of surgery stands on a visit.
//!
//! *What it checks.* 58, 78 or 79 on an evaluation and management visit.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 40.2: 58, 78 and 79 are for procedures;
//! 24 is for visits.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 99213-79.
//! *What to do.* Use 24 for a visit that has nothing to do with the surgery.
//! *Limits.* Only visits by their numbers are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "surgery-modifier-on-visit",
    id: "MCPM-12-40.2",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("surgery_modifier_on_visit.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if services::is_visit(line) && line.has_any(&["58", "78", "79"]) {
            found.on(line, "58, 78 and 79 are for procedures; a visit takes 24");
        }
    }
}

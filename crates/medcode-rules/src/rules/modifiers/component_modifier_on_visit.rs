//! A visit is split into components.
//!
//! *What it checks.* 26 or TC on an evaluation and management visit.
//! *Authority.* Medicare physician fee schedule: visits have no professional and technical
//! component.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 99213-26.
//! *What to do.* Leave it out.
//! *Limits.* Other services are judged by the fee schedule (component-not-split).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "component-modifier-on-visit",
    id: "MCPM-13-20.visit",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("component_modifier_on_visit.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if services::is_visit(line) && line.has_any(&["26", "TC"]) {
            found.on(line, "a visit has no components");
        }
    }
}

//! A modifier of anesthesia teams stands on another service.
//!
//! *What it checks.* AA, AD, QK, QX, QY, QZ on a CPT number outside of 00100-01999.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 50.I: they say who gave anesthesia.
//! *Why it matters.* The line may be priced as anesthesia or returned.
//! *Example.* 99213-AA.
//! *What to do.* Leave it out.
//! *Limits.* Nurse anesthetists may bill lines, blocks and ventilation beside anesthesia: a person
//! decides; Level II codes are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "anesthesia-modifier-elsewhere",
    id: "MCPM-12-50.elsewhere",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("anesthesia_modifier_elsewhere.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.cpt().is_some()
            && !services::is_anesthesia(line)
            && line.has_any(&["AA", "AD", "QK", "QX", "QY", "QZ"])
        {
            found.on(line, "a modifier of anesthesia on another service");
        }
    }
}

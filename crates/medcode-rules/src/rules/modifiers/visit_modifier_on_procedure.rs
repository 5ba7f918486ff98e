//! A modifier of visits stands on a procedure.
//!
//! *What it checks.* 24, 25 or 57 on anesthesia, an operation, imaging or a laboratory test.
//! *Authority.* NCCI Policy Manual ch. 1, E: 24, 25 and 57 are for evaluation and management
//! services.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 11042-25.
//! *What to do.* Put it on the visit of that day.
//! *Limits.* Services of the chapter of medicine and Level II codes are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "visit-modifier-on-procedure",
    id: "NCCI-1-E.25",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("visit_modifier_on_procedure.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has_any(&["24", "25", "57"])
            && (services::is_anesthesia(line)
                || services::is_operation(line)
                || services::is_imaging(line)
                || services::is_laboratory(line))
        {
            found.on(line, "24, 25 and 57 belong on the visit");
        }
    }
}

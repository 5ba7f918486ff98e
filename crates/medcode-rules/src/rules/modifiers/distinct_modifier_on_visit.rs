//! 59 stands on a visit.
//!
//! *What it checks.* 59, XE, XP, XS or XU on an evaluation and management visit.
//! *Authority.* NCCI Policy Manual ch. 1, E: 59 is not appended to an evaluation and management
//! service.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 99213-59.
//! *What to do.* Use 25 (or 24, 57) on the visit, 59 on the procedure.
//! *Limits.* Only visits by their numbers are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "distinct-modifier-on-visit",
    id: "NCCI-1-E.59.visit",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("distinct_modifier_on_visit.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if services::is_visit(line) && line.has_any(&["59", "XE", "XP", "XS", "XU"]) {
            found.on(line, "59 and X modifiers do not stand on a visit: 25 may be meant");
        }
    }
}

//! An emergency department visit is billed for another place.
//!
//! *What it checks.* 99281-99285 with a place other than 23.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 30.6.11: these codes are for emergency
//! departments only.
//! *Why it matters.* The line is denied.
//! *Example.* 99283 in place 11.
//! *What to do.* Use the visit code of the place, or correct the place.
//! *Limits.* Places 02 and 10 (telehealth) are passed over; a claim without a place is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "emergency-visit-elsewhere",
    id: "MCPM-12-30.6.11.place",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("emergency_visit_elsewhere.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let place = subject.place_of(line);
        if matches!(line.cpt(), Some(99281..=99285)) && !matches!(place, "" | "23" | "02" | "10") {
            found.on(line, format!("an emergency department visit in place {place}"));
        }
    }
}

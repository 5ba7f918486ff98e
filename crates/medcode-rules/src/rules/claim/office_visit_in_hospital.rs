//! An office visit is billed for a hospital inpatient or an emergency department.
//!
//! *What it checks.* 99202-99215 with place 21 or 23.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 30.6.9 and 30.6.11: hospital care and
//! emergency visits have codes of their own.
//! *Why it matters.* The line is denied or asked about.
//! *Example.* 99213 in place 23.
//! *What to do.* Use the hospital or emergency visit code, or correct the place.
//! *Limits.* Payers other than Medicare may take office codes of consultants.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "office-visit-in-hospital",
    id: "MCPM-12-30.6.11",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("office_visit_in_hospital.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let place = subject.place_of(line);
        if services::is_office_visit(line) && matches!(place, "21" | "23") {
            found.on(line, format!("an office or outpatient visit in place {place}"));
        }
    }
}

//! A telehealth modifier stands with the place of an office.
//!
//! *What it checks.* 93, 95, GT or GQ with place 11, from 2024.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 190: telehealth is billed with place 02
//! or 10.
//! *Why it matters.* The service may be paid at the wrong rate.
//! *Example.* 99213-95 in place 11.
//! *What to do.* Use place 10 where the patient is at home, else 02.
//! *Limits.* Payers differ: worth knowing, not an error. Before 2024 Medicare took the place of a
//! visit in person.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "telehealth-modifier-in-office",
    id: "MCPM-12-190.place",
    family: Family::Claim,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("2024-01-01", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("telehealth_modifier_in_office.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let place = subject.place_of(line);
        if place == "11" && line.has_any(&["93", "95", "GT", "GQ"]) {
            found.on(line, "a telehealth modifier with place 11");
        }
    }
}

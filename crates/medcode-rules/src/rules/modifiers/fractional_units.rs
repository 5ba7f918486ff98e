//! A service is billed in part of a unit.
//!
//! *What it checks.* Lines of CPT services whose quantity in units is no whole number.
//! *Authority.* ASC X12N 005010 837, SV104 and SV205: services are counted; Medicare counts them
//! whole.
//! *Why it matters.* The line is returned or rounded.
//! *Example.* 99213 with 1.5 units.
//! *What to do.* Give whole units; a longer visit is another code or an add-on code.
//! *Limits.* Drugs, supplies, blood and anesthesia may have parts and are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "fractional-units",
    id: "X12-837-SV104.whole",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("fractional_units.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        let counted = line.said.unit.as_deref().is_none_or(|u| u == "UN");
        let part = line.said.quantity.is_some_and(|q| q % 1000 != 0);
        if counted && part && services::is_work(line) && !services::is_anesthesia(line) {
            found.on(line, "the quantity is no whole number of units");
        }
    }
}

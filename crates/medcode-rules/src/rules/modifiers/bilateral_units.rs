//! A bilateral procedure has more than one unit.
//!
//! *What it checks.* Professional lines with 50 and two or more units.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 40.7: 50 on one line with one unit.
//! *Why it matters.* The line is denied or paid twice.
//! *Example.* 20610-50 with 2 units.
//! *What to do.* Bill one unit.
//! *Limits.* Hospital claims are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "bilateral-units",
    id: "MCPM-12-40.7.units",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("bilateral_units.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in subject.lines.iter().filter(|l| l.has("50") && l.units() > 1) {
        found.on(line, "50 stands for both sides: one unit");
    }
}

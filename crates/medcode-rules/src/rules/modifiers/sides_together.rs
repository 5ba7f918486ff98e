//! Both sides stand on a line.
//!
//! *What it checks.* LT and RT on the same line.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 40.7: a procedure on both sides is
//! reported by 50 on one line, or on two lines with LT and RT.
//! *Why it matters.* Payers pay one side or return the line.
//! *Example.* 20610-LT-RT.
//! *What to do.* Use 50, or two lines.
//! *Limits.* Some payers take LT and RT on one line for supplies: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sides-together",
    id: "MCPM-12-40.7.sides",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("sides_together.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("LT") && line.has("RT") {
            found.on(line, "LT and RT on one line: use 50, or two lines");
        }
    }
}

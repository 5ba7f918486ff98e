//! A procedure was stopped both before and after anesthesia.
//!
//! *What it checks.* 73 with 74 on the same line.
//! *Authority.* Medicare Claims Processing Manual ch. 4, 20.6.4: 73 before anesthesia, 74 after it.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 45378-73-74.
//! *What to do.* Keep the one that is true.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "stopped-before-and-after",
    id: "MCPM-4-20.6.4",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("stopped_before_and_after.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("73") && line.has("74") {
            found.on(line, "73 is before anesthesia, 74 after it");
        }
    }
}

//! Discarded drug is billed without the drug that was given.
//!
//! *What it checks.* A line with JW without a line of the same code and day without it.
//! *Authority.* Medicare Claims Processing Manual, chapter 17, section 40: the amount given and
//! the amount discarded stand on lines of their own, the discarded one with JW.
//! *Why it matters.* The line is denied: nothing tells what it is left over from.
//! *Example.* J9305 JW alone.
//! *What to do.* Add the line of what was given.
//! *Limits.* The drug may stand on another claim of the same day: then say so.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "drug-waste-alone",
    id: "MCPM-17-40.waste",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("drug_waste_alone.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in subject.lines.iter().filter(|l| l.has("JW") && l.code.is_some()) {
        let given = |o: &Line<'_>| o.code == line.code && !o.has("JW") && o.said.from == line.said.from;
        if !subject.lines.iter().any(given) {
            found.on(line, "drug is discarded here, and no line gives any of it");
        }
    }
}

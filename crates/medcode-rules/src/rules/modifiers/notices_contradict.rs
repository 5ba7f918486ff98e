//! The line says that a notice is and is not on file.
//!
//! *What it checks.* GA and GZ on the same line.
//! *Authority.* Medicare Claims Processing Manual ch. 30, 50: GA, a required notice was given; GZ,
//! none was given.
//! *Why it matters.* The line is denied, and nobody knows who is liable.
//! *Example.* 80061-GA-GZ.
//! *What to do.* Keep the one that is true.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "notices-contradict",
    id: "MCPM-30-50.notices",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("notices_contradict.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("GA") && line.has("GZ") {
            found.on(line, "GA says that a notice is on file, GZ that none is");
        }
    }
}

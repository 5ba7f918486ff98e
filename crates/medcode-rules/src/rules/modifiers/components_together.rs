//! Both the professional and the technical component stand on a line.
//!
//! *What it checks.* 26 and TC on the same line.
//! *Authority.* Medicare Claims Processing Manual ch. 13, 20.1 and 20.2: 26 is one part of the
//! service, TC the other.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 71046-26-TC.
//! *What to do.* Leave both out where the whole was done; else keep one.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "components-together",
    id: "MCPM-13-20.2",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("components_together.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("26") && line.has("TC") {
            found.on(line, "26 and TC are the two parts of one service");
        }
    }
}

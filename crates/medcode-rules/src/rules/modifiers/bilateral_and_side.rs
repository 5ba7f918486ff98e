//! A bilateral procedure has a side.
//!
//! *What it checks.* 50 together with LT or RT.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 40.7: 50 says both sides.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 20610-50-LT.
//! *What to do.* Keep 50 for both sides, LT or RT for one.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "bilateral-and-side",
    id: "MCPM-12-40.7",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("bilateral_and_side.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("50") && line.has_any(&["LT", "RT"]) {
            found.on(line, "50 says both sides; LT or RT says one");
        }
    }
}

//! A modifier of repeated tests stands on a service that is no test.
//!
//! *What it checks.* 91 on a CPT number that is neither laboratory nor drug.
//! *Authority.* CPT Appendix A, 91: repeat clinical diagnostic laboratory test.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 93000-91.
//! *What to do.* Use 76 or 77 for a repeated procedure.
//! *Limits.* Level II codes and proprietary tests are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "laboratory-repeat-elsewhere",
    id: "CPT-91",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("laboratory_repeat_elsewhere.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("91") && services::is_work(line) {
            found.on(line, "91 is for laboratory tests; 76 or 77 may be meant");
        }
    }
}

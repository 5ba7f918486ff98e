//! A coma scale of which a part is missing.
//!
//! *What it checks.* Some but not all of R40.21 (eyes), R40.22 (verbal), R40.23 (motor).
//! *Authority.* OCG-I.C.18.e: at least one code of each of the three subcategories is needed to
//! complete the scale.
//! *Why it matters.* A part of the scale tells nothing.
//! *Example.* R40.2112 alone.
//! *What to do.* Add the missing parts, or R40.24- where only the total is recorded.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "coma-scale-incomplete",
    id: "OCG-I.C.18.e",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("coma_scale_incomplete.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let parts = ["R40.21", "R40.22", "R40.23"];
    let there = parts.iter().filter(|p| subject.reports(p)).count();
    if there == 0 || there == parts.len() {
        return;
    }
    if let Some(dx) = subject.reported().find(|d| d.under_any(&parts)) {
        let code = dx.code;
        found.hit(dx.said.code.at, "the coma scale needs eyes, verbal and motor response").codes(code);
    }
}

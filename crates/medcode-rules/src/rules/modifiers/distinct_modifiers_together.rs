//! 59 stands with the modifier that says it closer.
//!
//! *What it checks.* 59 with XE, XP, XS or XU on the same line.
//! *Authority.* NCCI Policy Manual ch. 1, E: XE, XP, XS, XU are subsets of 59 and are not reported
//! with it.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 11042-59-XS.
//! *What to do.* Keep the X modifier.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "distinct-modifiers-together",
    id: "NCCI-1-E.59",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("distinct_modifiers_together.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("59") && line.has_any(&["XE", "XP", "XS", "XU"]) {
            found.on(line, "XE, XP, XS, XU say more closely what 59 says: keep one");
        }
    }
}

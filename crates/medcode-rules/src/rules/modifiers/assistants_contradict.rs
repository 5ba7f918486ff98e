//! Modifiers of surgeons who take part contradict each other.
//!
//! *What it checks.* More than one of 80, 81, 82; 62 with 66; 62 or 66 with 80, 81, 82 or AS.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 20.4.3 and 40.8: co-surgeons, team and
//! assistants are roles of their own.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 27447-62-80.
//! *What to do.* Keep the role the surgeon had.
//! *Limits.* AS may stand with 80, 81 or 82, as some payers ask.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "assistants-contradict",
    id: "MCPM-12-20.4.3",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("assistants_contradict.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if ["80", "81", "82"].iter().filter(|m| line.has(m)).count() > 1
            || line.has("62") && line.has("66")
            || line.has_any(&["62", "66"]) && line.has_any(&["80", "81", "82", "AS"])
        {
            found.on(line, "these roles at surgery exclude each other");
        }
    }
}

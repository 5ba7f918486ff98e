//! A visit is said to be both with and without video.
//!
//! *What it checks.* 93 (or FQ) with 95 on the same line.
//! *Authority.* CPT modifiers 93 and 95; Medicare Claims Processing Manual ch. 12, 190.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 99213-93-95.
//! *What to do.* 95 for audio and video, 93 for audio only.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "telehealth-modes-together",
    id: "CPT-93-95",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("telehealth_modes_together.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("95") && line.has_any(&["93", "FQ"]) {
            found.on(line, "95 is audio and video, 93 and FQ are audio only");
        }
    }
}

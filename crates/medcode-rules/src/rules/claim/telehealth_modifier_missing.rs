//! A visit in a telehealth place has no telehealth modifier.
//!
//! *What it checks.* Visits (E/M) with place 02 or 10 and none of 93, 95, GT, GQ.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 190; CPT modifiers 93 and 95.
//! *Why it matters.* Payers other than Medicare, and Medicare for audio-only visits, ask for it.
//! *Example.* 99213 in place 10 without 95.
//! *What to do.* Add 95 for audio and video, 93 for audio only, where the payer asks for it.
//! *Limits.* Medicare takes place 02 or 10 alone for video: worth knowing, not an error.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "telehealth-modifier-missing",
    id: "MCPM-12-190",
    family: Family::Claim,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("telehealth_modifier_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let place = subject.place_of(line);
        if matches!(place, "02" | "10")
            && services::is_visit(line)
            && !line.has_any(&["93", "95", "GT", "GQ", "FQ", "G0"])
        {
            found.on(line, "a visit by telehealth without its modifier");
        }
    }
}

//! Anesthesia does not say who gave it.
//!
//! *What it checks.* Professional lines 00100-01999 with none of AA, AD, QK, QX, QY, QZ.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 50.I.
//! *Why it matters.* Payers cannot price the line and return it.
//! *Example.* 00840 alone.
//! *What to do.* Add AA, QK or QY for the anesthesiologist, QX or QZ for the nurse anesthetist, AD
//! for more than four rooms.
//! *Limits.* 01996 and 01953 are passed over; residents under a teaching physician are reported
//! with AA and GC.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "anesthesia-modifier-missing",
    id: "MCPM-12-50",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("anesthesia_modifier_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() || !subject.is_billed() {
        return;
    }
    for line in subject.lines.iter().filter(|l| services::is_timed_anesthesia(l)) {
        if !line.has_any(&["AA", "AD", "QK", "QX", "QY", "QZ"]) {
            found.on(line, "anesthesia without AA, AD, QK, QX, QY or QZ");
        }
    }
}

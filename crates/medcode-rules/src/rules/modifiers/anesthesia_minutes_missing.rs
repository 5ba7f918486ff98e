//! Anesthesia is not billed in minutes.
//!
//! *What it checks.* Professional lines 00100-01999 (not 01953, 01996) with a unit other than MJ.
//! *Authority.* ASC X12N 005010 837P, SV103: MJ for anesthesia that is billed by time; Medicare
//! Claims Processing Manual ch. 12, 50.G.
//! *Why it matters.* Minutes read as units, or units as minutes, pay wrongly.
//! *Example.* 00840 with 4 UN.
//! *What to do.* Give the minutes of anesthesia with MJ.
//! *Limits.* Lines that name no unit (other formats) are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "anesthesia-minutes-missing",
    id: "X12-837-SV103",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("anesthesia_minutes_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in subject.lines.iter().filter(|l| services::is_timed_anesthesia(l)) {
        if line.said.unit.as_deref().is_some_and(|u| u != "MJ") {
            found.on(line, "anesthesia is billed in minutes (MJ)");
        }
    }
}

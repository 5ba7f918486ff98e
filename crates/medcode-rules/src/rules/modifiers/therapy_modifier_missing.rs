//! A therapy service does not say whose plan it belongs to.
//!
//! *What it checks.* Services that are therapy whoever gives them, without GN, GO or GP.
//! *Authority.* Medicare Claims Processing Manual ch. 5, 20.1: services that are always therapy are
//! reported with the modifier of the plan of care.
//! *Why it matters.* Medicare returns the line.
//! *Example.* 97110 without a modifier.
//! *What to do.* Add GP (physical therapy), GO (occupational) or GN (speech).
//! *Limits.* Other payers may not ask for it: a warning. Services that are therapy only sometimes are not
//! judged, nor inpatient stays.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "therapy-modifier-missing",
    id: "MCPM-5-20.1.missing",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Outpatient,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("therapy_modifier_missing.rs"),
    check,
};

/// Always therapy, by the list of CMS.
fn is_therapy(line: &Line<'_>) -> bool {
    matches!(
        line.cpt(),
        Some(
            92507
            | 92508
            | 92526
            | 97012
            | 97016
            | 97018
            | 97022
            | 97024
            | 97026
            | 97028
            | 97032..=97036
            | 97110
            | 97112
            | 97113
            | 97116
            | 97124
            | 97140
            | 97150
            | 97161..=97168
            | 97530
            | 97533
            | 97535
            | 97537
            | 97542
            | 97750
            | 97755
            | 97760
            | 97761
            | 97763,
        )
    )
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in subject.lines.iter().filter(|l| is_therapy(l)) {
        if !line.has_any(&["GN", "GO", "GP"]) {
            found.on(line, "a therapy service without GN, GO or GP");
        }
    }
}

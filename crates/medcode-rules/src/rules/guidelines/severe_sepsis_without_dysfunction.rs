//! Severe sepsis without an organ that failed.
//!
//! *What it checks.* R65.20 and R65.21 without a code of acute organ dysfunction.
//! *Authority.* OCG-I.C.1.d.1.b and Tabular R65.2: use additional code to identify the specific
//! acute organ dysfunction.
//! *Why it matters.* Severe sepsis without an organ dysfunction is the first thing a clinical
//! validation denies.
//! *Example.* A41.9 and R65.20 alone.
//! *What to do.* Add the organ dysfunction that the provider ties to the sepsis, or query.
//! *Limits.* The usual dysfunctions are listed: kidney, lung, liver, heart, clotting, brain, gut, muscle
//! and nerve of critical illness, those after a procedure and of the newborn too. Acidosis is let
//! pass for one.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "severe-sepsis-without-dysfunction",
    id: "OCG-I.C.1.d.1.b",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("severe_sepsis_without_dysfunction.rs"),
    check,
};

/// Acute organ dysfunctions that Tabular R65.2 and its notes name, and their like.
const DYSFUNCTION: &[&str] = &[
    "N17", "N99.0", "O90.4", "P96.0", "J96.0", "J96.2", "J95.821", "J95.822", "J80", "P28.5", "K72.0",
    "K72.9", "K76.7", "K76.82", "D65", "D68.8", "D69.59", "D69.6", "G92.8", "G92.9", "G93.4", "G62.81",
    "G72.81", "I46", "I50.2", "I50.3", "I50.4", "I50.81", "I51.81", "R57.0", "R40.2", "K56.0", "K55.0",
    "I21.A1", "E87.2", "I5A",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("R65.20") || subject.reported().any(|d| d.under_any(DYSFUNCTION)) {
        return;
    }
    // Shock is itself a failure of the circulation.
    for dx in subject.reported().filter(|d| d.under("R65.20")) {
        let Some(code) = dx.code else { continue };
        found.hit(dx.said.code.at, format!("{code} without an acute organ dysfunction")).codes([code]);
    }
}

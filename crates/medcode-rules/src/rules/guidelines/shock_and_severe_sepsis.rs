//! Severe sepsis is reported both with and without shock.
//!
//! *What it checks.* R65.20 and R65.21 on one claim.
//! *Authority.* OCG-I.C.1.d.2 and the titles of R65.2: one says without, the other with septic
//! shock.
//! *Why it matters.* The two contradict each other.
//! *Example.* A41.9, R65.20 and R65.21.
//! *What to do.* Keep R65.21 where shock was there.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "shock-and-severe-sepsis",
    id: "OCG-I.C.1.d.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("shock_and_severe_sepsis.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("R65.21") {
        return;
    }
    for dx in subject.reported().filter(|d| d.under("R65.20")) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, "severe sepsis with and without shock: keep R65.21")
            .codes([code])
            .correct(Correction::Remove(code));
    }
}

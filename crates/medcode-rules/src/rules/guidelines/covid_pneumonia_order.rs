//! Pneumonia due to COVID-19 without or before COVID-19.
//!
//! *What it checks.* J12.82 without U07.1 before it.
//! *Authority.* OCG-I.C.1.g.1.c and Tabular J12.82: code first COVID-19 (U07.1).
//! *Why it matters.* J12.82 alone names a manifestation of nothing.
//! *Example.* J12.82 first, U07.1 after it.
//! *What to do.* List U07.1 first.
//! *Limits.* In pregnancy O98.5- stands before both.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "covid-pneumonia-order",
    id: "OCG-I.C.1.g.1.c",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("covid_pneumonia_order.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let all: Vec<&Dx<'_>> = subject.reported().collect();
    let place = |prefix: &str| all.iter().position(|d| d.under(prefix));
    let Some(pneumonia) = place("J12.82") else { return };
    if place("U07.1").is_some_and(|p| p < pneumonia) {
        return;
    }
    let dx = all[pneumonia];
    let code = dx.code;
    found.hit(dx.said.code.at, "list U07.1 before J12.82").codes(code);
}

//! Ventilation of more than 96 hours within a stay of less than four days.
//!
//! *What it checks.* Whether 5A1955Z is reported for a stay of less than four days.
//! *Authority.* Definitions of Medicare Code Edits, edit 19; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* The code leads to a DRG of its own and cannot be right: the claim is
//! returned to the hospital.
//! *Example.* 5A1955Z, admitted on the 10th, discharged on the 12th.
//! *What to do.* Count the hours again: 5A1945Z stands for 24 to 96, 5A1935Z for less.
//! *Limits.* Days from admission to discharge, the day of discharge not counted.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-length-of-stay",
    id: "MCE-19",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_length_of_stay.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let (Some(admitted), Some(to)) = (subject.claim.admitted.or(subject.claim.from), subject.claim.to)
    else {
        return;
    };
    let days = to.days().saturating_sub(admitted.days());
    let long = subject.px.iter().filter(|p| p.code.is_some_and(|c| c.compact() == "5A1955Z"));
    for px in long.filter(|_| days < 4) {
        let message = format!("more than 96 hours of ventilation do not fit into a stay of {days} days");
        found.hit(px.said.code.at, message).codes(px.code);
    }
}

//! The cause of a sequela is reported without what it left.
//!
//! *What it checks.* A code with the seventh character S as the only condition of the encounter,
//! external causes and Z codes apart.
//! *Authority.* OCG-I.B.10: coding of sequela generally takes two codes: the condition that was
//! left, then the sequela code.
//! *Why it matters.* Nothing tells what was treated; the claim is returned.
//! *Example.* S72.001S alone.
//! *What to do.* Report the condition that the injury left, before it.
//! *Limits.* Only injuries, poisonings and burns (chapter 19).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sequela-alone",
    id: "OCG-I.B.10",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("sequela_alone.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let is_sequela = |d: &Dx<'_>| {
        d.under_any(&["S", "T"]) && d.code.is_some_and(|c| c.compact().as_bytes().get(6) == Some(&b'S'))
    };
    let Some(first) = subject.reported().find(|d| is_sequela(d)) else { return };
    let apart = |d: &&Dx<'_>| !d.under_any(&["V", "W", "X", "Y", "Z"]);
    if subject.reported().filter(apart).all(is_sequela) {
        let Some(code) = first.code else { return };
        let message = format!("{code} is the cause of a sequela; what it left is not reported");
        found.hit(first.said.code.at, message).codes([code]);
    }
}

//! Place, activity or status of an accident is reported after the first encounter.
//!
//! *What it checks.* Y92, Y93 or Y99 while every injury of the claim has a seventh character of a
//! later encounter or of a sequela.
//! *Authority.* OCG-I.C.20.b, I.C.20.c and I.C.20.k: place of occurrence, activity and external
//! cause status are used only once, at the initial encounter for treatment.
//! *Why it matters.* The code is repeated; registries count the accident twice.
//! *Example.* S52.501D with Y92.010.
//! *What to do.* Leave Y92, Y93 and Y99 out.
//! *Limits.* Claims without an injury are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "circumstance-after-first-encounter",
    id: "OCG-I.C.20.b",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("circumstance_after_first_encounter.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let seventh = |d: &Dx<'_>| d.code.and_then(|c| c.compact().as_bytes().get(6).copied());
    let injury = |d: &&Dx<'_>| d.under_any(&["S", "T"]) && seventh(d).is_some();
    let mut injuries = subject.reported().filter(injury).peekable();
    // A, B and C begin; every other letter goes on or comes after.
    if injuries.peek().is_none() || injuries.any(|d| matches!(seventh(d), Some(b'A'..=b'C'))) {
        return;
    }
    for dx in subject.reported().filter(|d| d.under_any(&["Y92", "Y93", "Y99"])) {
        let Some(code) = dx.code else { continue };
        let message = format!("{code} is used only at the first encounter for the injury");
        found.hit(dx.said.code.at, message).codes([code]).correct(Correction::Remove(code));
    }
}

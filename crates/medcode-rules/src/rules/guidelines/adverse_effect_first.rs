//! An adverse effect or underdosing is listed first.
//!
//! *What it checks.* The first diagnosis is T36 to T50 with intent 5 (adverse effect) or 6
//! (underdosing).
//! *Authority.* OCG-I.C.19.e.5.a: the nature of the effect comes first; I.C.19.e.5.c: underdosing
//! is never first.
//! *Why it matters.* The claim does not say what was treated.
//! *Example.* T45.515A first, D68.32 after it.
//! *What to do.* List the effect or the condition first.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "adverse-effect-first",
    id: "OCG-I.C.19.e.5.a",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("adverse_effect_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let Some(code) = dx.code else { return };
    if dx.is_drug_effect() {
        found
            .hit(
                dx.said.code.at,
                format!("{code} is not listed first: what the drug did, or the condition, is"),
            )
            .codes([code]);
    }
}

//! A code that never stands first is the principal or first-listed diagnosis.
//!
//! *What it checks.* Whether the first diagnosis is an external cause, an organism, a status, an
//! outcome or another code that is always secondary.
//! *Authority.* OCG-I.C.20.a.6 (external causes), I.C.1.b (organisms B95-B97), I.B.14 and
//! I.C.21.c (Z68, Z79 and other status codes), I.C.15.b.5 (Z37), I.C.21.c.11 (Z3A), I.C.1.d.1.b
//! (R65.2-).
//! *Why it matters.* Payers return the claim: nothing on it tells why the patient came.
//! *Example.* W01.0XXA first on a claim for a broken wrist.
//! *What to do.* List the condition first.
//! *Limits.* Codes whose own note decides are left to the rules on notes.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "never-first",
    id: "OCG-I.C.20.a.6",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("never_first.rs"),
    check,
};

/// Secondary by their nature.
const NEVER: &[&str] = &[
    "V", "W", "X", "Y", "B95", "B96", "B97", "R65.2", "Z16", "Z17", "Z37", "Z3A", "Z66", "Z67", "Z68",
    "Z79", "Z91.1", "Z93", "Z99.0", "Z99.2", "Z99.3", "Z99.8", "Z98.8", "Z55", "Z56", "Z57", "Z58",
    "Z59", "Z60", "Z62", "Z63", "Z64", "Z65",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let Some(code) = dx.code else { return };
    if dx.under_any(NEVER) {
        found
            .hit(dx.said.code.at, format!("{code} is never listed first; list the condition before it"))
            .codes([code]);
    }
}

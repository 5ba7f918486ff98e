//! The cause of a sequela stands before what it left behind.
//!
//! *What it checks.* Whether the first diagnosis is an injury with seventh character S.
//! *Authority.* OCG-I.B.10: the condition that the sequela is stands first, the sequela code
//! second.
//! *Why it matters.* The present problem, which is treated, is hidden behind an old injury.
//! *Example.* S52.501S first, M24.541 after it.
//! *What to do.* List the present condition first.
//! *Limits.* I69, which tells both in one code, is no such case.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sequela-first",
    id: "OCG-I.B.10",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("sequela_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let Some(code) = dx.code else { return };
    if dx.under_any(&["S", "T"]) && code.compact().as_bytes().get(6) == Some(&b'S') {
        found
            .hit(dx.said.code.at, format!("{code} is the cause of a sequela: what it left comes first"))
            .codes([code]);
    }
}

//! A manifestation is listed as the principal or first-listed diagnosis.
//!
//! *What it checks.* The principal or first-listed diagnosis is a code whose title says that it
//! is a manifestation (in diseases classified elsewhere).
//! *Authority.* OCG-I.A.13: codes with this title are never first-listed or principal; the
//! underlying condition is coded first.
//! *Why it matters.* Medicare returns the claim (MCE edit: manifestation code as principal
//! diagnosis).
//! *Example.* F02.80, dementia in other diseases classified elsewhere, listed first.
//! *What to do.* List the underlying condition first, the manifestation after it.
//! *Limits.* Recognised by the title; manifestations without it are found by the rule on code-
//! first notes.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "manifestation-first",
    id: "OCG-I.A.13",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("manifestation_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let (Some(facts), Some(code)) = (&dx.facts, dx.code) else { return };
    if facts.is_manifestation {
        let message = format!("{code} is a manifestation: its underlying condition is listed first");
        found.hit(dx.said.code.at, message).codes([code]);
    }
}

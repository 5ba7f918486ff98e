//! Pregnancy without the weeks of gestation.
//!
//! *What it checks.* A code of chapter 15 that is neither abortive outcome nor puerperium,
//! without Z3A.
//! *Authority.* OCG-I.C.21.c.11 and the note at the head of chapter 15: use additional code from
//! Z3A to identify the week, if known.
//! *Why it matters.* Many payers deny obstetric claims without it.
//! *Example.* O24.410 alone.
//! *What to do.* Add Z3A.- where the record gives the weeks.
//! *Limits.* Abortive outcomes (O00-O08), elective termination and the puerperium (O72.2, O85 to O92,
//! O94, and every code whose title says so, such as O24.03 and O99.893) take none.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "weeks-of-gestation-missing",
    id: "OCG-I.C.21.c.11",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("weeks_of_gestation_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.reports("Z3A") {
        return;
    }
    let after = [
        "O00", "O01", "O02", "O03", "O04", "O05", "O06", "O07", "O08", "O85", "O86", "O87", "O88",
        "O89", "O90", "O91", "O92", "O94", "O72.2",
    ];
    let owes = |d: &&Dx<'_>| {
        d.under("O") && !d.under_any(&after) && d.facts.as_ref().is_some_and(|f| !f.is_puerperal)
    };
    if let Some(dx) = subject.reported().find(owes) {
        let code = dx.code;
        found.hit(dx.said.code.at, "the weeks of gestation (Z3A.-) are not reported").codes(code);
    }
}

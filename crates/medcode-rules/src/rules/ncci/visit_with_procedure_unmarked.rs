//! A visit on the day of a procedure is not marked as separate.
//!
//! *What it checks.* Visits without 25 or 57 (or 24) beside a procedure whose global period is 000,
//! 010 or 090, on the same day by the same provider.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 30.6.6 and 40.1; NCCI Policy Manual ch.
//! 1, D.
//! *Why it matters.* The visit is counted into the procedure and denied.
//! *Example.* 99213 and 11042 on one day.
//! *What to do.* Add 25 where the visit was significant and separate; 57 where the decision for
//! major surgery was made.
//! *Limits.* Professional claims only. A visit that only led to the procedure is not billed at all.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "visit-with-procedure-unmarked",
    id: "MCPM-12-40.1",
    family: Family::Ncci,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("visit_with_procedure_unmarked.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    let npi = |l: &Line<'_>| l.said.rendering.as_ref().map(|n| n.text.clone());
    let has_period = |l: &&Line<'_>| {
        let row = l.fee();
        !services::is_visit(l) && row.is_some_and(|r| matches!(r.global(), "000" | "010" | "090"))
    };
    let periods: Vec<&Line<'_>> = subject.lines.iter().filter(has_period).collect();
    for line in subject.lines.iter().filter(|l| services::is_visit(l)) {
        let beside = |p: &&&Line<'_>| p.said.from == line.said.from && npi(p) == npi(line);
        let Some(procedure) = periods.iter().find(beside) else { continue };
        if !line.has_any(&["24", "25", "57"]) {
            let message = "a visit beside a procedure of the same day, without 25 or 57";
            found.on(line, message).codes(procedure.code);
        }
    }
}

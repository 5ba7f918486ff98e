//! An operation within the global period of one in an earlier encounter, unmarked.
//!
//! *What it checks.* Procedures with a global period, without 58, 78 or 79, in the 10 or 90 days
//! after an operation that the same practitioner, or the same specialty of the group, did before.
//! *Authority.* Medicare Claims Processing Manual, chapter 12, section 40.2: 58 staged or more
//! extensive, 78 an unplanned return to the operating room, 79 unrelated.
//! *Why it matters.* Without the modifier the operation counts as care after the first: it is denied.
//! *Example.* 11042 two weeks after an operation with 90 global days.
//! *What to do.* Add the modifier that the note supports.
//! *Limits.* The global days are those of the schedule in force on the day of the second. 76 and 77
//! are taken as marks of their own.

use super::period;
use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "operation-after-earlier-operation",
    id: "MCPM-12-40.2.earlier",
    family: Family::History,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::History,
    needs: &[Table::FeeSchedule],
    source: include_str!("operation_after_earlier_operation.rs"),
    check,
};

const MARKS: [&str; 9] = ["55", "58", "76", "77", "78", "79", "80", "82", "AS"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    let has_period = |l: &Line<'_>| {
        let row = l.fee();
        !services::is_visit(l) && row.is_some_and(|r| matches!(r.global(), "000" | "010" | "090"))
    };
    for line in subject.lines.iter().filter(|l| has_period(l) && !l.has_any(&MARKS)) {
        if let Some(w) = period::of(subject, line, found) {
            let message = format!(
                "within the {} days of {} on {}: 58, 78 or 79 tells why it is paid",
                w.days, w.code, w.date
            );
            found.on(line, message).codes([w.code]);
        }
    }
}

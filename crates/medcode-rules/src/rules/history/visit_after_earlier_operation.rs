//! A visit within the global period of an operation in an earlier encounter.
//!
//! *What it checks.* Visits without 24 or 57 in the 10 or 90 days after an operation that the same
//! practitioner, or the same specialty of the group, did before.
//! *Authority.* Medicare physician fee schedule, global days; Medicare Claims Processing Manual,
//! chapter 12, section 40.2.
//! *Why it matters.* Care after the operation is paid with it: the visit is denied.
//! *Example.* 99213 three weeks after an operation with 90 global days.
//! *What to do.* Leave the visit out, or add 24 where it was for something else.
//! *Limits.* The global days are those of the schedule in force on the day of the visit. Critical care
//! and other services that may be paid for in the period are not told apart.

use super::period;
use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "visit-after-earlier-operation",
    id: "PFS-global.earlier",
    family: Family::History,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::History,
    needs: &[Table::FeeSchedule],
    source: include_str!("visit_after_earlier_operation.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    let visits = subject.lines.iter().filter(|l| services::is_visit(l) && !l.has_any(&["24", "57"]));
    for visit in visits {
        if let Some(w) = period::of(subject, visit, found) {
            let message = format!(
                "within the {} days of {} on {}, without 24: care after it is paid with it",
                w.days, w.code, w.date
            );
            found.on(visit, message).codes([w.code]);
        }
    }
}

//! Medicare does not pay the code by the fee schedule.
//!
//! *What it checks.* Status B (bundled), I (another code is used) and N (not covered).
//! *Authority.* Medicare physician fee schedule, status indicators.
//! *Why it matters.* Medicare pays nothing for the line.
//! *Example.* 36416, which is always bundled.
//! *What to do.* Where Medicare is the payer, leave it out, or use the code it takes.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "status-not-paid",
    id: "PFS-status",
    family: Family::Ncci,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("status_not_paid.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        let why = match row.status {
            b'B' => "always counted into other services (status B)",
            b'I' => "Medicare uses another code (status I)",
            b'N' => "not covered by Medicare (status N)",
            _ => continue,
        };
        found.on(line, why);
    }
}

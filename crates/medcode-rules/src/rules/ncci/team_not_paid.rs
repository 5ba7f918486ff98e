//! A surgical team is billed where it is not paid.
//!
//! *What it checks.* 66 against the team indicator: 0 and 9 never.
//! *Authority.* Medicare physician fee schedule, team surgeons indicator; Medicare Claims
//! Processing Manual ch. 12, 40.8.
//! *Why it matters.* The line is denied.
//! *Example.* A visit with 66.
//! *What to do.* Leave 66 out.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "team-not-paid",
    id: "PFS-team",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("team_not_paid.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        if line.has("66") && matches!(row.team, b'0' | b'9') {
            found.on(line, "a surgical team is not paid for this procedure");
        }
    }
}

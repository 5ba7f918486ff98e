//! Surgical care is split where there is no global period.
//!
//! *What it checks.* 54, 55 and 56 on codes whose global period is 000, XXX or ZZZ.
//! *Authority.* Medicare physician fee schedule, global surgery; Medicare Claims Processing Manual
//! ch. 12, 40.2: only procedures with 10 or 90 days are split.
//! *Why it matters.* The line is denied.
//! *Example.* 45378-54: the day of the procedure is its whole period.
//! *What to do.* Leave the modifier out.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "split-care-without-global-period",
    id: "PFS-global",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("split_care_without_global_period.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        if line.has_any(&["54", "55", "56"]) && matches!(row.global(), "000" | "XXX" | "ZZZ") {
            let message = format!("care is not split: the global period is {}", row.global());
            found.on(line, message);
        }
    }
}

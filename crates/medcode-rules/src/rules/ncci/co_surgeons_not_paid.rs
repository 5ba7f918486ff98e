//! Co-surgeons are billed where they are not paid.
//!
//! *What it checks.* 62 against the indicator: 0 and 9 never, 1 with documentation.
//! *Authority.* Medicare physician fee schedule, co-surgeons indicator; Medicare Claims Processing
//! Manual ch. 12, 40.8.
//! *Why it matters.* The line is denied, or the record is asked for.
//! *Example.* A visit with 62.
//! *What to do.* Leave 62 out; with indicator 1 send both operative notes.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "co-surgeons-not-paid",
    id: "PFS-co-surgeons",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("co_surgeons_not_paid.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        if !line.has("62") {
            continue;
        }
        match row.co_surgeon {
            b'0' | b'9' => {
                found.on(line, "co-surgeons are not paid for this procedure");
            }
            b'1' => {
                found
                    .on(line, "co-surgeons are paid only where the record shows the need")
                    .weigh(Severity::Warning);
            }
            _ => {}
        }
    }
}

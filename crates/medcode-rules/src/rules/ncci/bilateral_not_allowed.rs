//! A procedure that has no two sides is billed for both.
//!
//! *What it checks.* 50 on codes whose bilateral indicator is 0, 2 or 9.
//! *Authority.* Medicare physician fee schedule, bilateral surgery indicator; Medicare Claims
//! Processing Manual ch. 12, 40.7.
//! *Why it matters.* The line is denied.
//! *Example.* A visit or a bilateral procedure with 50.
//! *What to do.* Leave 50 out; with indicator 2 the code means both sides already.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "bilateral-not-allowed",
    id: "PFS-bilateral",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("bilateral_not_allowed.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        let why = match row.bilateral {
            b'0' => "it has no two sides, or another code is for both (indicator 0)",
            b'2' => "the code means both sides already (indicator 2)",
            b'9' => "the concept does not apply (indicator 9)",
            _ => continue,
        };
        if line.has("50") {
            found.on(line, format!("50 is not allowed: {why}"));
        }
    }
}

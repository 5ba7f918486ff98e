//! A service without components is split into them.
//!
//! *What it checks.* 26 and TC against the PC/TC indicator: 26 not with 0, 2, 3, 4, 5, 7, 9; TC not
//! with 0, 2, 3, 4, 5, 6, 8, 9.
//! *Authority.* Medicare physician fee schedule, PC/TC indicator; Medicare Claims Processing Manual
//! ch. 13, 20.
//! *Why it matters.* The line is denied.
//! *Example.* 93010-26: the code is the professional part already.
//! *What to do.* Leave the modifier out, or use the code of the component.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "component-not-split",
    id: "PFS-pctc",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("component_not_split.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        if line.has("26") && matches!(row.pc_tc, b'0' | b'2' | b'3' | b'4' | b'5' | b'7' | b'9') {
            let message = format!("26 does not apply (PC/TC indicator {})", char::from(row.pc_tc));
            found.on(line, message);
        }
        if line.has("TC") && matches!(row.pc_tc, b'0' | b'2' | b'3' | b'4' | b'5' | b'6' | b'8' | b'9') {
            let message = format!("TC does not apply (PC/TC indicator {})", char::from(row.pc_tc));
            found.on(line, message);
        }
    }
}

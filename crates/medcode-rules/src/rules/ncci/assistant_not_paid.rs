//! An assistant at surgery is billed where none is paid.
//!
//! *What it checks.* 80, 81, 82, AS against the indicator: 1 and 9 never, 0 with documentation
//! only.
//! *Authority.* Medicare physician fee schedule, assistant at surgery indicator; Medicare Claims
//! Processing Manual ch. 12, 20.4.3.
//! *Why it matters.* The line is denied, or the record is asked for.
//! *Example.* An assistant at a skin biopsy.
//! *What to do.* Leave the line out; with indicator 0 send the record.
//! *Limits.* Professional claims only. The schedule is that of the date; payers other than Medicare
//! may differ.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "assistant-not-paid",
    id: "PFS-assistant",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("assistant_not_paid.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };

        if !line.has_any(&["80", "81", "82", "AS"]) {
            continue;
        }
        match row.assistant {
            b'1' | b'9' => {
                found.on(line, "an assistant is not paid for this procedure");
            }
            b'0' => {
                found
                    .on(line, "an assistant is paid only where the record shows the need")
                    .weigh(Severity::Warning);
            }
            _ => {}
        }
    }
}

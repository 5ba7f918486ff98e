//! Whether an unspecified side costs the stay its severity, by the list of Medicare.
//!
//! *What it checks.* Every diagnosis whose title says unspecified against the list of the edit.
//! *Authority.* Definitions of Medicare Code Edits, edit 20; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. In force for discharges from 2022-04-01.
//! *Why it matters.* Codes of the list count as complications only where the record cannot tell
//! the side; the claim is returned otherwise.
//! *Example.* Any stay with an unspecified diagnosis: the list is in no file that is read.
//! *What to do.* Report the side where the record tells it.
//! *Limits.* The list is in no file that is read: the answer is no data. Whether the set itself
//! tells the side is a rule of its own.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-unspecified-code",
    id: "MCE-20",
    family: Family::Mce,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("2022-04-01", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("mce_unspecified_code.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(cm) = subject.releases.cm else { return };
    let unspecified = |row: u32| cm.title(row).to_ascii_lowercase().contains("unspecified");
    if let Some(dx) = subject.reported().find(|d| d.row.is_some_and(unspecified)) {
        found.no_data(dx.said.code.at, "Medicare Code Editor list: unspecified code");
    }
}

//! The principal diagnosis is one that Medicare does not accept as such.
//!
//! *What it checks.* The principal diagnosis against the list of unacceptable principal
//! diagnoses; for those marked as requiring a secondary diagnosis, whether there is one.
//! *Authority.* Definitions of Medicare Code Edits, edit 9; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* The claim is returned to the hospital: such a code tells of a circumstance,
//! not of a present illness.
//! *Example.* Z95.0 as the principal diagnosis; Z51.89 alone.
//! *What to do.* Make the condition that was treated the principal diagnosis; beside Z51.89
//! report it as secondary.
//! *Limits.* The list of the version in force on the day of discharge.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::mce::MceList;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-unacceptable-principal",
    id: "MCE-9",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[Table::Mce(MceList::Unacceptable)],
    source: include_str!("mce_unacceptable_principal.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let Some(code) = dx.code else { return };
    let lists = subject.mce(&code);
    if lists.has(MceList::RequiresSecondary) {
        if subject.reported().all(|d| d.code.is_none_or(|other| other == code)) {
            let message =
                format!("{code} is an acceptable principal diagnosis only beside a secondary one");
            found.hit(dx.said.code.at, message).codes([code]);
        }
    } else if lists.has(MceList::Unacceptable) {
        let message = format!("{code} is an unacceptable principal diagnosis");
        found.hit(dx.said.code.at, message).codes([code]);
    }
}

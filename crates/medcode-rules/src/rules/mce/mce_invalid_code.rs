//! The Medicare Code Editor does not know a diagnosis or procedure of the stay.
//!
//! *What it checks.* Every diagnosis, the admitting one too, and every procedure: is it a
//! complete code in force on the day of discharge?
//! *Authority.* Definitions of Medicare Code Edits, edit 1; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* The claim is returned to the hospital.
//! *Example.* E11.699, which ends at E11.69; S72.001 without its seventh character.
//! *What to do.* Correct or complete the code.
//! *Limits.* The rules on codes that do not exist say the same for every claim, with the
//! replacement; this one says what Medicare does with a stay.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_model::{CodeSaid, Declared};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-invalid-code",
    id: "MCE-1",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("mce_invalid_code.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(cm) = subject.releases.cm else { return };
    let known = |c: &CodeSaid| matches!(c.system, Declared::Known(_));
    for dx in subject.dx.iter().filter(|d| known(&d.said.code)) {
        if !dx.row.is_some_and(|row| cm.is_billable(row)) {
            let message = format!("{} is not valid on the day of discharge", dx.said.code.text);
            found.hit(dx.said.code.at, message).codes(dx.code);
        }
    }
    if subject.releases.pcs.is_none() {
        if let Some(px) = subject.px.first() {
            found.no_data(px.said.code.at, Table::Pcs.needs());
        }
        return;
    }
    for px in subject.px.iter().filter(|p| known(&p.said.code) && p.row.is_none()) {
        let message = format!("{} is not valid on the day of discharge", px.said.code.text);
        found.hit(px.said.code.at, message).codes(px.code);
    }
}

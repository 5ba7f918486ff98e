//! A CPT number that no installed file of the date lists.
//!
//! *What it checks.* Numbers of category I and II against the list or the fee schedule in force on
//! the date.
//! *Authority.* 45 CFR 162.1002: CPT as of the date of service; Medicare physician fee schedule,
//! which has a row for each number.
//! *Why it matters.* The line is rejected.
//! *Example.* 99201, which ended with 2020.
//! *What to do.* Use the number that took its place.
//! *Limits.* Category III and laboratory numbers come within the year and cannot be told from a
//! yearly file.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};
use medcode_kb::query::Standing;
use medcode_model::CodeSystem;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "cpt-number-not-listed",
    id: "45-CFR-162.1002.cpt",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("cpt_number_not_listed.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(procedures) = subject.releases.procedures else { return };
    for line in &subject.lines {
        let Some(code) = line.code.filter(|c| c.system() == CodeSystem::Cpt) else { continue };
        if code.len() != 5 || line.fee().is_some_and(|row| !row.is_deleted()) {
            continue;
        }
        if services::is_rate(line) {
            found.no_data(line.at(), "HIPPS rate codes");
            continue;
        }
        match procedures.standing(&code) {
            Standing::NotListed(table) => {
                let hit = found.on(line, format!("{code} is not listed in the {}", table.name()));
                // The file of another day answers: the number may be of the day.
                if procedures.table(table).is_some_and(|t| t.mismatch) {
                    hit.weigh(Severity::Warning);
                }
            }
            Standing::Unproven | Standing::NoData => {
                found.no_data(line.at(), "a list of CPT numbers of the date");
            }
            Standing::Listed(_) => {}
        }
    }
}

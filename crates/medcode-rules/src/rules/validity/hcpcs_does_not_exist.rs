//! A HCPCS Level II code that is not in force on the date of service.
//!
//! *What it checks.* Every Level II code of a line is looked up in the quarterly file in force,
//! with its own dates.
//! *Authority.* 45 CFR 162.1002; the CMS quarterly HCPCS file with each code's added and
//! termination dates.
//! *Why it matters.* The line is rejected.
//! *Example.* A J code that was terminated last quarter.
//! *What to do.* Use the code that took its place; `medcode lookup CODE` shows the cross-
//! reference.
//! *Limits.* A file tells of its own quarter which codes do not exist; on other days a code that it
//! does not hold is no data. CPT numbers have a rule of their own. Dental codes (D0120 and so on) are the American
//! Dental Association's and in no file of CMS: they are no data.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Found, Subject};
use medcode_model::{Code, CodeSystem};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hcpcs-does-not-exist",
    id: "45-CFR-162.1002",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::Hcpcs],
    source: include_str!("hcpcs_does_not_exist.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.hcpcs else { return };
    for line in &subject.lines {
        let Some(code) = line.code.filter(|c| c.system() == CodeSystem::Hcpcs) else { continue };
        let at = line.said.code.as_ref().map_or(line.said.at, |c| c.at);
        let day = line.said.from.or(subject.date);
        if services::is_rate(line) {
            found.no_data(at, "HIPPS rate codes");
            continue;
        }
        let message = match line.row {
            None if is_dental(&code) => {
                found.no_data(at, "dental codes (CDT, the American Dental Association's)");
                continue;
            }
            None if day.is_some_and(|d| !services::tells_of(release, d)) => {
                found.no_data(at, "HCPCS Level II file of the quarter of the service");
                continue;
            }
            None => format!("{code} is no HCPCS Level II code on the date of service"),
            Some(row) if day.is_some_and(|d| !release.in_force_on(row, d)) => {
                format!("{code} is not in force on the date of service")
            }
            Some(_) => continue,
        };
        found.hit(at, message).line(line.said.number).codes([code]);
    }
}

/// D and four digits.
fn is_dental(code: &Code) -> bool {
    let text = code.compact().as_bytes();
    text.len() == 5 && text[0] == b'D' && text[1..].iter().all(u8::is_ascii_digit)
}

//! An operation on organs of the other sex.
//!
//! *What it checks.* Operations on male genital organs (54000-55899) for a female patient, on female ones
//! and services of maternity (56405-59899) for a male patient.
//! *Authority.* Medicare Claims Processing Manual ch. 32, 240: where both are right, KX on the line
//! (240.2) or condition code 45 (240.1) says so.
//! *Why it matters.* The line is denied by the conflict of sex and procedure.
//! *Example.* 58571 for a patient recorded as male.
//! *What to do.* Correct the number or the sex; where both are right, add KX or condition code 45.
//! *Limits.* Anatomy and the recorded sex may differ. Lines with KX are passed over; condition codes are
//! not read.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::Sex;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sex-and-service",
    id: "MCPM-32-240",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("sex_and_service.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(sex) = subject.claim.patient.sex else { return };
    for line in subject.lines.iter().filter(|l| !l.has("KX")) {
        let whose = match (line.cpt(), sex) {
            (Some(54000..=55899), Sex::Female) => "male",
            (Some(56405..=59899), Sex::Male) => "female",
            _ => continue,
        };
        found.on(line, format!("{} is a service of {whose} patients", line.number()));
    }
}

//! A diagnosis of the other sex.
//!
//! *What it checks.* Codes of male organs for a female patient, of female organs and of pregnancy
//! for a male patient; codes whose title names the sex (cancer of the male breast).
//! *Authority.* The titles of the Tabular List. (The sex conflict edit of the MCE was deactivated
//! for discharges from 2024-10-01; it has a rule of its own.)
//! *Why it matters.* Either the sex on the claim or the code is wrong; payers ask back.
//! *Example.* N40.1 for a patient recorded as female.
//! *What to do.* Correct the code or the sex; where both are right, say so by condition code 45
//! or modifier KX.
//! *Limits.* Anatomy and the recorded sex may differ. External causes name the sex of others and are
//! not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};
use medcode_model::Sex;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sex-and-code",
    id: "ICD-10-CM-Tabular",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("sex_and_code.rs"),
    check,
};

const MALE: &[&str] = &[
    "C60", "C61", "C62", "C63", "D29", "N40", "N41", "N42", "N43", "N44", "N45", "N46", "N47", "N48",
    "N49", "N50", "N51", "N53", "R86", "R97.2", "Z12.5", "Z12.71", "Z85.45", "Z85.46", "Z85.47",
    "Z98.52",
];
const FEMALE: &[&str] = &[
    "C51", "C52", "C53", "C54", "C55", "C56", "C57", "C58", "D25", "D26", "D27", "D28", "N70", "N71",
    "N72", "N73", "N74", "N75", "N76", "N77", "N80", "N81", "N82", "N83", "N84", "N85", "N86", "N87",
    "N88", "N89", "N90", "N91", "N92", "N93", "N94", "N95", "N96", "N97", "N98", "O", "Z34", "Z39",
    "Z3A", "Z32.0", "Z33", "R87", "Z01.41", "Z12.4", "Z12.72", "Z30.430", "Z30.431", "Z30.432",
    "Z30.433", "Z85.40", "Z85.41", "Z85.42", "Z85.43", "Z85.44", "Z90.71", "Z90.72", "Z97.5", "Z98.51",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let (other, whose) = match subject.claim.patient.sex {
        Some(Sex::Female) => (MALE, "male"),
        Some(Sex::Male) => (FEMALE, "female"),
        None => return,
    };
    let theirs = |d: &&Dx<'_>| {
        let named = d.facts.as_ref().and_then(|f| f.sex);
        let is_cause = d.under_any(&["V", "W", "X", "Y"]);
        let listed = d.under_any(&["C", "D", "N", "O", "R", "Z"]) && d.under_any(other);
        listed || !is_cause && named.is_some_and(|s| Some(s) != subject.claim.patient.sex)
    };
    for dx in subject.reported().filter(theirs) {
        let Some(code) = dx.code else { continue };
        found.hit(dx.said.code.at, format!("{code} is a diagnosis of {whose} patients")).codes([code]);
    }
}

//! A diagnosis of another age.
//!
//! *What it checks.* Birth status (Z38) beyond the first year, chapter 15 below 9 and above 64,
//! age-related diseases below 15, diseases of the newborn that are told by their age.
//! *Authority.* The titles of the Tabular List and the notes of chapters 15 and 16.
//! *Why it matters.* Either the age on the claim or the code is wrong; payers ask back.
//! *Example.* Z38.00 for a child of four; H25.11 for one of nine.
//! *What to do.* Correct the day of birth or the code.
//! *Limits.* Blocks of codes are judged. Perinatal codes may be used throughout life for what
//! began then and are not judged. Stays have the age conflict of the Medicare Code Editor
//! besides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "age-and-code",
    id: "ICD-10-CM-Tabular",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("age_and_code.rs"),
    check,
};

/// Codes, first and last year, and whose they are.
const AGES: [(&[&str], u16, u16, &str); 4] = [
    (&["Z38"], 0, 0, "a newborn"),
    (&["O", "Z3A", "Z34", "Z39"], 9, 64, "a woman of 9 to 64"),
    (&["H25", "M80.0", "M81.0", "R54", "F03", "G30"], 15, 124, "an adult"),
    (&["N40", "N95", "R97.2"], 15, 124, "an adult"),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(age) = subject.age else { return };
    for dx in subject.reported() {
        let Some(code) = dx.code else { continue };
        let other = AGES
            .iter()
            .find(|(codes, from, to, _)| !(*from..=*to).contains(&age) && dx.under_any(codes));
        if let Some((.., whose)) = other {
            let message = format!("{code} is a diagnosis of {whose}; the patient is {age}");
            found.hit(dx.said.code.at, message).codes([code]);
        }
    }
}

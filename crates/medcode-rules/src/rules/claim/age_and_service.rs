//! A service of another age.
//!
//! *What it checks.* Services whose number is of an age, against the patient's: preventive visits
//! (99381-99397), counselling for vaccines (90460, 90461), newborn and pediatric critical care, tonsils,
//! hernias, circumcision, venipuncture.
//! *Authority.* CPT: the number is chosen by the age on the day of service.
//! *Why it matters.* The line is denied: one of the two is wrong.
//! *Example.* 99396 (40 to 64 years) for a patient of 30.
//! *What to do.* Use the number of the age, or correct the day of birth.
//! *Limits.* Ages are counted in years; numbers that part weeks or months are judged by the year they
//! end in.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "age-and-service",
    id: "CPT-99381-99397",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("age_and_service.rs"),
    check,
};

/// First and last year of the patients of a number.
const fn years(number: u32) -> Option<(u16, u16)> {
    const OLDEST: u16 = u16::MAX;
    Some(match number {
        99381 | 99391 | 99460..=99463 | 99468 | 99469 | 99477 | 54160 | 49491..=49496 => (0, 0),
        99382 | 99392 => (1, 4),
        99383 | 99393 => (5, 11),
        99384 | 99394 => (12, 17),
        99385 | 99395 => (18, 39),
        99386 | 99396 => (40, 64),
        99387 | 99397 => (65, OLDEST),
        90460 | 90461 => (0, 18),
        99471 | 99472 | 36400 | 36405 | 36406 => (0, 2),
        99475 | 99476 => (2, 5),
        42820 | 42825 | 42830 | 42835 => (0, 11),
        42821 | 42826 | 42831 | 42836 => (12, OLDEST),
        49500 | 49501 => (0, 4),
        49505 | 49507 => (5, OLDEST),
        36410 => (3, OLDEST),
        _ => return None,
    })
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(age) = subject.age else { return };
    for line in &subject.lines {
        let Some((first, last)) = line.cpt().and_then(years) else { continue };
        if (first..=last).contains(&age) {
            continue;
        }
        let whose = match (first, last) {
            (0, 0) => "the first year of life".to_owned(),
            (first, u16::MAX) => format!("{first} years and older"),
            (first, last) => format!("{first} to {last} years"),
        };
        found.on(line, format!("{} is for {whose}; the patient is {age}", line.number()));
    }
}

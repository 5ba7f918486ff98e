//! A routine examination code of another age.
//!
//! *What it checks.* Z00.0 (adult), Z00.110, Z00.111, Z00.12 (child) against the patient's age.
//! *Authority.* Tabular List: Z00.0 is for adults, Z00.110 for a newborn under 8 days, Z00.111
//! for 8 to 28 days, Z00.12 over 28 days; OCG-I.C.21.c.12.
//! *Why it matters.* The payer denies the preventive benefit.
//! *Example.* Z00.00 for a child of 6.
//! *What to do.* Use the code of the patient's age.
//! *Limits.* The bound between child and adult is taken at 18 years, with two years of grace for
//! adolescents in either clinic.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "exam-and-age",
    id: "OCG-I.C.21.c.12",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("exam_and_age.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(age) = subject.age else { return };
    for dx in subject.reported() {
        let Some(code) = dx.code else { continue };
        let wrong = (dx.under("Z00.0") && age < 16)
            || (dx.under("Z00.12") && age > 19)
            || (dx.under("Z00.11") && age > 0);
        if wrong {
            found.hit(dx.said.code.at, format!("{code} is an examination of another age")).codes([code]);
        }
    }
}

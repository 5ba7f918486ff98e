//! A liveborn infant's code that is not first, or on the record of an older patient.
//!
//! *What it checks.* Z38 anywhere but first, or for a patient of one year or more.
//! *Authority.* OCG-I.C.16.a.2: Z38 is the principal diagnosis of the birth record, once, at the
//! hospital of birth.
//! *Why it matters.* The birth is counted by this code.
//! *Example.* P59.9 first, Z38.00 after it.
//! *What to do.* List Z38.- first on the birth record; leave it out on later ones.
//! *Limits.* Transfers and readmissions within the first days cannot be told from a claim.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "birth-record",
    id: "OCG-I.C.16.a.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("birth_record.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for (n, dx) in subject.reported().enumerate().filter(|(_, d)| d.under("Z38")) {
        let Some(code) = dx.code else { continue };
        if subject.age.is_some_and(|a| a >= 1) {
            found.hit(dx.said.code.at, format!("{code} is for the day of birth")).codes([code]);
        } else if n > 0 {
            found
                .hit(dx.said.code.at, format!("{code} is listed first on a birth record"))
                .codes([code])
                .correct(Correction::First(code));
        }
    }
}

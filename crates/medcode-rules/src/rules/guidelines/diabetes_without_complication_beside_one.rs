//! Diabetes without complications beside diabetes with one.
//!
//! *What it checks.* E08.9, E09.9, E10.9, E11.9 or E13.9 with another code of the same category.
//! *Authority.* OCG-I.C.4.a: as many codes of a category as needed; the one without complications
//! says that there is none.
//! *Why it matters.* The codes contradict each other.
//! *Example.* E11.9 and E11.22.
//! *What to do.* Leave the code without complications out.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "diabetes-without-complication-beside-one",
    id: "OCG-I.C.4.a",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("diabetes_without_complication_beside_one.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for category in ["E08", "E09", "E10", "E11", "E13"] {
        let other = subject.reported().find(|d| d.under(category) && !d.under(&format!("{category}.9")));
        let Some(other) = other.and_then(|d| d.code) else { continue };
        for dx in subject.reported().filter(|d| d.under(&format!("{category}.9"))) {
            let Some(code) = dx.code else { continue };
            found
                .hit(
                    dx.said.code.at,
                    format!("{code} says that there is no complication; {other} is one"),
                )
                .codes([code, other])
                .correct(Correction::Remove(code));
        }
    }
}

//! A body mass index of adults for a child, or of children for an adult.
//!
//! *What it checks.* Z68.1 to Z68.4 against patients younger than 20, Z68.5 against those of 20
//! and older.
//! *Authority.* Tabular List, notes at Z68: adult codes are for persons 20 years of age or older,
//! pediatric codes for 2 to 19.
//! *Why it matters.* The claim is returned: the code cannot be true.
//! *Example.* Z68.30 for a patient of 12.
//! *What to do.* Use the percentile codes Z68.5- for a child, the values Z68.1 to Z68.45 for an
//! adult.
//! *Limits.* Needs the patient's age.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "bmi-and-age",
    id: "OCG-I.B.14",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("bmi_and_age.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(age) = subject.age else { return };
    for dx in subject.reported().filter(|d| d.under("Z68")) {
        let Some(code) = dx.code else { continue };
        if dx.under("Z68.5") == (age >= 20) {
            let kind = if age >= 20 { "children" } else { "adults" };
            found
                .hit(dx.said.code.at, format!("{code} is for {kind}; the patient is not"))
                .codes([code]);
        }
    }
}

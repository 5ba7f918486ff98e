//! A code that never stands first is the principal or first-listed diagnosis.
//!
//! *What it checks.* Whether the first diagnosis is an external cause, an organism, an outcome, a
//! measure or another code that is always secondary; on stays also a status that is no reason for one.
//! *Authority.* OCG-I.C.20.a.6 (external causes), I.C.1.b (organisms), I.C.1.c (Z16), I.C.1.d.3 and
//! I.C.18.g (R65), I.C.2 (Z17), I.C.15.b.5 (Z37), I.C.21.c.11 (Z3A), I.B.14 (Z68, coma and stroke
//! scales, Z55-Z65, Z28.3), II (statuses on stays); the finding has the number of its own.
//! *Why it matters.* Payers return the claim: nothing on it tells why the patient came.
//! *Example.* W01.0XXA first on a claim for a broken wrist.
//! *What to do.* List the condition first.
//! *Limits.* Codes whose own note decides are left to the rules on notes. Statuses may be the reason for
//! a test or a supply (a level under Z79, pouches under Z93): outside stays they are not judged, on
//! stays they are a warning.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "never-first",
    id: "OCG-I.C.20.a.6",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("never_first.rs"),
    check,
};

/// Secondary by their nature, and where the authority says so.
const NEVER: &[(&str, &[&str])] = &[
    ("OCG-I.C.20.a.6", &["V", "W", "X", "Y"]),
    ("OCG-I.C.1.b", &["B95", "B96", "B97"]),
    ("OCG-I.C.1.c", &["Z16"]),
    ("OCG-I.C.1.d.3", &["R65.2"]),
    ("OCG-I.C.18.g", &["R65.1"]),
    ("OCG-I.C.2", &["Z17"]),
    ("OCG-I.C.15.b.5", &["Z37"]),
    ("OCG-I.C.21.c.11", &["Z3A"]),
    (
        "OCG-I.B.14",
        &[
            "Z68", "Z55", "Z56", "Z57", "Z58", "Z59", "Z60", "Z62", "Z63", "Z64", "Z65", "Z28.3",
            "R29.7", "R40.21", "R40.22", "R40.23", "R40.24",
        ],
    ),
];

/// No reason for a stay.
const STATUS: &[&str] =
    &["Z66", "Z67", "Z79", "Z91.1", "Z93", "Z98.8", "Z99.0", "Z99.2", "Z99.3", "Z99.8"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.principal() else { return };
    let Some(code) = dx.code else { return };
    if let Some((id, _)) = NEVER.iter().find(|(_, codes)| dx.under_any(codes)) {
        let message = format!("{code} is never listed first; list the condition before it");
        found.hit(dx.said.code.at, message).codes([code]).under(id);
    } else if subject.inpatient && dx.under_any(STATUS) {
        let message = format!("{code} is a status, no reason for a stay; list the condition before it");
        found.hit(dx.said.code.at, message).codes([code]).under("OCG-II").weigh(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sections of the Official Guidelines, facts that the project holds.
    const SECTIONS: &str = include_str!("../../../../medcode-release/data/guideline-sections.tsv");

    #[test]
    fn every_number_is_a_section_of_the_guidelines() {
        for (id, _) in NEVER {
            let section = id.trim_start_matches("OCG-");
            assert!(SECTIONS.lines().any(|l| l == section), "{id}");
        }
    }
}

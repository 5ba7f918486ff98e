//! A diagnosis that does not occur at the age of the patient.
//!
//! *What it checks.* Every diagnosis in the four lists of the edit against the age at admission:
//! newborn (0), pediatric (0 to 17), maternity (9 to 64), adult (15 to 124).
//! *Authority.* Definitions of Medicare Code Edits, edit 4; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* Either the age or the diagnosis is taken to be wrong, and the claim is
//! returned to the hospital.
//! *Example.* N40.1 for a patient of five.
//! *What to do.* Correct the age or the diagnosis.
//! *Limits.* The lists of the version in force on the day of discharge; a stay without an age is
//! not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::mce::MceList;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-age-conflict",
    id: "MCE-4",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[Table::Mce(MceList::Adult)],
    source: include_str!("mce_age_conflict.rs"),
    check,
};

/// The groups, their years, and how the publisher calls them.
const GROUPS: [(MceList, u16, u16, &str); 4] = [
    (MceList::Newborn, 0, 0, "newborn, age 0"),
    (MceList::Pediatric, 0, 17, "pediatric, age 0-17"),
    (MceList::Maternity, 9, 64, "maternity, age 9-64"),
    (MceList::Adult, 15, 124, "adult, age 15-124"),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(age) = subject.age_admitted() else { return };
    for dx in subject.reported() {
        let Some(code) = dx.code else { continue };
        let lists = subject.mce(&code);
        // A code in two groups that overlap may be right for one of them.
        let mut of_code = GROUPS.iter().filter(|g| lists.has(g.0)).peekable();
        let Some(group) = of_code.peek().map(|g| g.3) else { continue };
        if of_code.any(|(_, from, to, _)| (*from..=*to).contains(&age)) {
            continue;
        }
        let message = format!("{code} is of the group {group}; the patient is {age}");
        found.hit(dx.said.code.at, message).codes([code]);
    }
}

//! A symptom is the principal diagnosis of a stay beside the disease that explains it.
//!
//! *What it checks.* Stays: the principal diagnosis is a symptom of a table of our own, and a disease that it is
//! a symptom of is secondary and was present on admission.
//! *Authority.* OCG-II.A: codes of chapter 18 are not principal where a related definitive diagnosis has
//! been established.
//! *Why it matters.* The stay is grouped by the symptom; it is paid wrongly and audited.
//! *Example.* R55 (syncope) principal, I44.2 (complete heart block) after it.
//! *What to do.* List the disease first, where the record links the two; leave the symptom out where it is
//! part of it (OCG-I.B.5).
//! *Limits.* Chest pain, syncope, belly ache, dyspnea, altered mind, seizure, weakness and speech, fever,
//! vomiting, bradycardia, jaundice, retention of urine, each with acute diseases that explain it.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "symptom-before-its-cause",
    id: "OCG-II.A",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("symptom_before_its_cause.rs"),
    check,
};

/// Symptoms, and acute diseases that explain them.
const CAUSES: &[(&[&str], &[&str])] = &[
    (&["R07"], &["I20.0", "I21", "I22", "I26", "I30", "I71.0", "J93"]),
    (&["R55"], &["I44.1", "I44.2", "I46", "I47.2", "I49.5"]),
    (&["R10"], &["K35", "K55.0", "K56", "K57.0", "K57.2", "K80.0", "K81.0", "K85", "N13.2", "N20.1"]),
    (
        &["R06.0", "R09.02"],
        &["I26", "I50.2", "I50.3", "I50.4", "J18", "J44.0", "J44.1", "J69.0", "J80", "J81.0", "J96"],
    ),
    (&["R40", "R41.0", "R41.82"], &["G92.8", "G92.9", "G93.41", "I60", "I61", "I63"]),
    (&["R56.9"], &["G40"]),
    (&["R29.810", "R47", "R53.1"], &["I60", "I61", "I63"]),
    (&["R50.9"], &["A40", "A41", "J15", "J18", "N10"]),
    (&["R11"], &["A08", "K35", "K52", "K56", "K85"]),
    (&["R00.1"], &["I44.1", "I44.2", "I49.5"]),
    (&["R17"], &["C25", "K80.3", "K80.4", "K80.5", "K83.1"]),
    (&["R33"], &["N40.1"]),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal().filter(|d| d.under("R")) else { return };
    let Some(code) = first.code else { return };
    let causes = CAUSES.iter().filter(|(signs, _)| first.under_any(signs));
    for (_, diseases) in causes {
        let mut there = subject.reported().filter(|d| d.said.poa == Some('Y'));
        if let Some(cause) = there.find(|d| d.under_any(diseases)).and_then(|d| d.code) {
            let message = format!("list {cause} before {code}, which is a symptom of it");
            let hit = found.hit(first.said.code.at, message);
            hit.codes([cause, code]);
        }
    }
}

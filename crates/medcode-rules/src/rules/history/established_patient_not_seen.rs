//! An established patient visit for a patient whom the records do not know.
//!
//! *What it checks.* Visits of established patients (office, home, preventive, eye) against records
//! that go back three years: nobody of the same group and specialty saw the patient.
//! *Authority.* CPT, guidelines of evaluation and management; Medicare Claims Processing Manual ch.
//! 12, 30.6.7.
//! *Why it matters.* The visit of a new patient is paid higher.
//! *Example.* 99213 for a patient last seen four years ago.
//! *What to do.* See whether the patient was seen elsewhere in the group; else report the visit of a
//! new patient, where its requirements are met.
//! *Limits.* Charts that are not in these records are not seen. 99211 is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};
use medcode_model::Seen;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "established-patient-not-seen",
    id: "MCPM-12-30.6.7.established",
    family: Family::History,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::History,
    needs: &[],
    source: include_str!("established_patient_not_seen.rs"),
    check,
};

const fn is_established(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(92012 | 92014 | 99212..=99215 | 99347..=99350 | 99391..=99397))
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in subject.lines.iter().filter(|l| is_established(l)) {
        let Some(day) = super::day(subject, line) else { continue };
        match super::of(subject).map(|h| h.seen_before(day)) {
            Ok(Seen::Not) => {
                found
                    .on(line, "not seen within three years by this group and specialty: a new patient?");
            }
            Ok(Seen::On(_)) => {}
            Ok(Seen::Untold(needs)) | Err(needs) => found.no_data(line.at(), needs),
        }
    }
}

//! A new patient visit for a patient who was seen within three years.
//!
//! *What it checks.* Visits of new patients (office, home, preventive, eye) against the records: a
//! service face to face within three years by the same practitioner, or by the same specialty of the
//! same group.
//! *Authority.* CPT, guidelines of evaluation and management; Medicare Claims Processing Manual ch.
//! 12, 30.6.7.
//! *Why it matters.* The visit is denied.
//! *Example.* 99203 for a patient whom the practice saw six months ago.
//! *What to do.* Report the visit of an established patient of the same decision making.
//! *Limits.* Specialty is the taxonomy code of the provider's record, which tells finer than the
//! specialties of Medicare. Only signed-off charts count.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};
use medcode_model::Seen;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "new-patient-seen-before",
    id: "MCPM-12-30.6.7",
    family: Family::History,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::History,
    needs: &[],
    source: include_str!("new_patient_seen_before.rs"),
    check,
};

const fn is_new(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(92002 | 92004 | 99202..=99205 | 99341..=99345 | 99381..=99387))
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in subject.lines.iter().filter(|l| is_new(l)) {
        let Some(day) = super::day(subject, line) else { continue };
        match super::of(subject).map(|h| h.seen_before(day)) {
            Ok(Seen::On(last)) => {
                let message = format!(
                    "established: seen {last}. Report the established patient visit of the same level"
                );
                found.on(line, message);
            }
            Ok(Seen::Not) => {}
            Ok(Seen::Untold(needs)) | Err(needs) => found.no_data(line.at(), needs),
        }
    }
}

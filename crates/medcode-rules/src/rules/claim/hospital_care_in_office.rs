//! Hospital care is billed for an office.
//!
//! *What it checks.* 99221-99223, 99231-99236, 99238, 99239 with place 11; so care of
//! newborns in a hospital (99460, 99462) and critical care of newborns and children (99468-99480).
//! *Authority.* Medicare Claims Processing Manual ch. 12, 30.6.9: hospital inpatient and
//! observation care.
//! *Why it matters.* The line is denied.
//! *Example.* 99232 in place 11.
//! *What to do.* Use the office visit code, or correct the place.
//! *Limits.* Only place 11 is judged: observation may be in several places.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hospital-care-in-office",
    id: "MCPM-12-30.6.9",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("hospital_care_in_office.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let place = subject.place_of(line);
        if matches!(
            line.cpt(),
            Some(99221..=99223 | 99231..=99236 | 99238 | 99239 | 99460 | 99462 | 99468..=99480)
        ) && place == "11"
        {
            found.on(line, "hospital care in an office");
        }
    }
}

//! A procedure was done outside of the stay.
//!
//! *What it checks.* The day of each procedure: from three days before the stay to its last day.
//! *Authority.* Medicare Claims Processing Manual ch. 3, 40.3: services of the three days before
//! admission belong to the stay.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* A procedure a week before admission.
//! *What to do.* Correct the date, or leave the procedure out.
//! *Limits.* Interim claims of long stays are judged by their own statement and day of admission.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "procedure-outside-stay",
    id: "MCPM-3-40.3",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Code,
    needs: &[],
    source: include_str!("procedure_outside_stay.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let Some(first) = [claim.from, claim.admitted].into_iter().flatten().min() else { return };
    if !subject.is_institutional() {
        return;
    }
    for px in &subject.px {
        let Some(day) = px.said.date else { continue };
        if day.days() + 3 < first.days() || claim.to.is_some_and(|to| day > to) {
            found.hit(px.said.code.at, "the procedure was done outside of the stay").codes(px.code);
        }
    }
}

//! The claim stands in the file before.
//!
//! *What it checks.* Claims of a file that agree in patient (day of birth and sex), providers,
//! payer, kind, frequency, dates, diagnoses, procedures, total and every line.
//! *Authority.* Medicare Claims Processing Manual, chapter 1, section 120: exact duplicates are
//! denied.
//! *Why it matters.* The second one is denied; many of them look like fraud.
//! *Example.* A batch that was appended to itself.
//! *What to do.* Leave it out. A correction is sent with frequency 7.
//! *Limits.* Within one file, as it goes by; the patient is not told by name or number. Voids (8)
//! are passed over. The files of a run are told apart.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "duplicate-claim",
    id: "MCPM-1-120",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("duplicate_claim.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.repeated.content {
        found.hit(subject.claim.at, "the same claim stands in the file before");
    }
}

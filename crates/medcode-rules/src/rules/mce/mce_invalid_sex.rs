//! The sex of the patient of a stay is missing or unknown.
//!
//! *What it checks.* The sex on an institutional claim of a stay.
//! *Authority.* Definitions of Medicare Code Edits, edit 15; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1.
//! *Why it matters.* Some DRGs are assigned by sex; the contractor has to find it out.
//! *Example.* DMG03 of U.
//! *What to do.* Give it where it is known.
//! *Limits.* Encounters without charges are not asked.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-invalid-sex",
    id: "MCE-15",
    family: Family::Mce,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_invalid_sex.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_billed() && subject.claim.elsewhere.patient {
        return found.no_data(subject.claim.at, "the Patient that the claim refers to");
    }
    if subject.is_billed() && subject.claim.patient.sex.is_none() {
        found.hit(subject.claim.at, "the sex of the patient is not given or unknown");
    }
}

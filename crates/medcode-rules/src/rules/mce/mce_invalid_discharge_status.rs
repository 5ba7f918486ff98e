//! The patient discharge status of a stay is missing or no status.
//!
//! *What it checks.* The discharge status of an institutional claim against the codes in use.
//! *Authority.* Definitions of Medicare Code Edits, edit 16; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. The claim is returned to the provider.
//! *Why it matters.* The status decides whether the stay is paid as a transfer; the claim is
//! returned to the hospital.
//! *Example.* Status 08, which is no longer used for home infusion.
//! *What to do.* Give the status that the record bears out: 01 home, 02 another hospital, 03
//! skilled nursing, 20 died, 30 still a patient.
//! *Limits.* The codes of Medicare inpatient claims as of 2026; payers may use others of the
//! National Uniform Billing Committee.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-invalid-discharge-status",
    id: "MCE-16",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_invalid_discharge_status.rs"),
    check,
};

/// Of the National Uniform Billing Committee, as Medicare accepts them for a stay.
const STATUSES: &[&str] = &[
    "01", "02", "03", "04", "05", "06", "07", "20", "21", "30", "43", "50", "51", "61", "62", "63",
    "64", "65", "66", "69", "70", "81", "82", "83", "84", "85", "86", "87", "88", "89", "90", "91",
    "92", "93", "94", "95",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let status = &*claim.discharge_status;
    if STATUSES.contains(&status) {
        return;
    }
    match status {
        "" if !subject.is_billed() => {}
        "" if subject.is_x12() => {
            found.hit(claim.at, "the patient discharge status is not given");
        }
        // Other formats need not have a place for it.
        "" => found.no_data(claim.at, "the patient discharge status"),
        _ => {
            found.hit(claim.at, format!("{status} is no patient discharge status"));
        }
    }
}

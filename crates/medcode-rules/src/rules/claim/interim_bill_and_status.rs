//! The frequency of the bill and the discharge status contradict each other.
//!
//! *What it checks.* Inpatient bills: still a patient (30) on a bill from admission through
//! discharge (1) or the last one (4), and a discharge on an interim one (2, 3).
//! *Authority.* National Uniform Billing Committee, form locators 4 and 17: interim bills of a
//! stay have status 30, complete and last ones have not.
//! *Why it matters.* The claim is returned.
//! *Example.* Type 111 with status 30.
//! *What to do.* Correct the frequency or the status.
//! *Limits.* Hospital inpatient bills (11) only.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "interim-bill-and-status",
    id: "NUBC-FL17",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("interim_bill_and_status.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    if !subject.is_institutional() || &*claim.place != "11" || claim.discharge_status.is_empty() {
        return;
    }
    let still_here = &*claim.discharge_status == "30";
    let message = match &*claim.frequency {
        "1" | "4" if still_here => "the bill is complete, and the patient still there (30)",
        "2" | "3" if !still_here => "the bill is an interim one, and the patient discharged",
        _ => return,
    };
    found.hit(claim.at, message);
}

//! A stay or a course of care has no day of admission.
//!
//! *What it checks.* Institutional claims of a hospital or skilled nursing stay (011x, 012x, 018x, 021x,
//! 041x), of home health (032x) and of hospice (081x, 082x) have the day of admission or start of care.
//! *Authority.* ASC X12N 005010 837 implementation guides, DTP 435; Medicare Claims Processing
//! Manual ch. 25, FL 12; ch. 10, 40.2 (home health), ch. 11, 30.3 (hospice).
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* Type of bill 0111 without it.
//! *What to do.* Give the day of admission; for home health that of the start of care, for hospice that
//! of the election.
//! *Limits.* Other outpatient claims need none.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "admission-date-missing",
    id: "X12-837-DTP-435",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("admission_date_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_institutional() || !subject.is_billed() || subject.claim.admitted.is_some() {
        return;
    }
    if subject.inpatient || &*subject.claim.place == "21" {
        found.hit(subject.claim.at, "the stay has no day of admission");
    } else if matches!(&*subject.claim.place, "32" | "81" | "82") {
        found.hit(subject.claim.at, "the claim has no day on which care started");
    }
}

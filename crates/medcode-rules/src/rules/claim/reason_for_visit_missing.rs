//! An unscheduled outpatient visit without its reason.
//!
//! *What it checks.* Bills of type 13 and 85 with an emergency, urgent care or observation
//! revenue code (045X, 0516, 0526, 0762) and no reason for the visit.
//! *Authority.* National Uniform Billing Committee, form locator 70; Medicare Claims Processing
//! Manual, chapter 25, section 75.6.
//! *Why it matters.* Medicare returns unscheduled outpatient claims without it.
//! *Example.* Type 13 with 0450 and no diagnosis of the role PR.
//! *What to do.* Add up to three reasons as the patient gave them.
//! *Limits.* The type of admission, which decides it for Medicare (1, 2 and 5), is not read.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};
use medcode_model::DiagnosisRole;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "reason-for-visit-missing",
    id: "NUBC-FL70",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("reason_for_visit_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    if !subject.is_institutional() || !matches!(&*claim.place, "13" | "85") {
        return;
    }
    if claim.diagnoses.iter().any(|d| d.role == DiagnosisRole::ReasonForVisit) {
        return;
    }
    let unscheduled = |l: &&Line<'_>| {
        let revenue = l.said.revenue.as_deref().unwrap_or_default();
        revenue.starts_with("045") || matches!(revenue, "0516" | "0526" | "0762")
    };
    if let Some(line) = subject.lines.iter().find(unscheduled) {
        found.on(line, "the claim gives no reason for the visit");
    }
}

//! A service is dated after the claim was made.
//!
//! *What it checks.* Dates of the claim and of its lines against the day the file was made (BHT04).
//! *Authority.* ASC X12N 005010 837 implementation guides, BHT04; Medicare Claims Processing Manual
//! ch. 1: services are billed after they are furnished.
//! *Why it matters.* A service in the future is rejected.
//! *Example.* A line of June in a file made in May.
//! *What to do.* Correct the date, or bill after the service.
//! *Limits.* A file that does not say when it was made is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::Date;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "service-after-claim",
    id: "X12-837-BHT04",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("service_after_claim.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(made) = subject.claim.made else { return };
    let after = |day: Option<Date>| day.is_some_and(|d| d > made);
    let mut by_line = false;
    for line in subject.lines.iter().filter(|l| after(l.said.from) || after(l.said.to)) {
        by_line = true;
        found.on(line, format!("the service is dated after {made}, when the claim was made"));
    }
    if !by_line && (after(subject.claim.from) || after(subject.claim.to)) {
        let message = format!("the service is dated after {made}, when the claim was made");
        found.hit(subject.claim.at, message);
    }
}

//! The claim is filed more than a year after the service.
//!
//! *What it checks.* The day the file was made against the date of each professional service, or
//! the last day of an institutional statement.
//! *Authority.* 42 CFR 424.44: claims are filed within one calendar year of the date of service.
//! *Why it matters.* The claim is denied, and the patient must not be billed.
//! *Example.* A service of January 2025 in a file of May 2026.
//! *What to do.* File with the proof of an exception, or write it off.
//! *Limits.* Replacements and voids (7, 8) are passed over. Other payers have other limits;
//! exceptions exist: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::Date;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "timely-filing",
    id: "42-CFR-424.44",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("timely_filing.rs"),
    check,
};

/// Whether a day lies more than one calendar year before another.
fn too_late(service: Date, made: Date) -> bool {
    let (year, month, day) = service.parts();
    (year + 1, month, day) < made.parts()
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let Some(made) = claim.made.filter(|_| !matches!(&*claim.frequency, "7" | "8")) else { return };
    if subject.is_institutional() {
        if claim.to.or(claim.from).is_some_and(|day| too_late(day, made)) {
            found.hit(claim.at, "filed more than a year after the last day of the statement");
        }
        return;
    }
    for line in &subject.lines {
        if line.said.from.or(claim.from).is_some_and(|day| too_late(day, made)) {
            found.on(line, "filed more than a year after the service");
        }
    }
}

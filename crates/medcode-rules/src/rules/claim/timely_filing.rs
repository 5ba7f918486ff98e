//! The claim is filed too long after the service.
//!
//! *What it checks.* The day the file was made against the date of each professional service, or
//! the last day of an institutional statement: one calendar year, or the days that the user's own
//! file allows for the payer.
//! *Authority.* 42 CFR 424.44: claims are filed within one calendar year of the date of service.
//! Other payers: the contract.
//! *Why it matters.* The claim is denied, and the patient must not be billed.
//! *Example.* A service of January 2025 in a file of May 2026.
//! *What to do.* File with the proof of an exception, or write it off.
//! *Limits.* Replacements and voids (7, 8) are passed over. A limit of another payer is written
//! `timely-filing 90 days for PAYER`; exceptions exist: a person decides.

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

/// Whether a day lies more than one calendar year, or more than some days, before another.
fn too_late(service: Date, made: Date, limit: Option<u32>) -> bool {
    match limit {
        Some(days) => service.days().saturating_add(days) < made.days(),
        None => {
            let (year, month, day) = service.parts();
            (year + 1, month, day) < made.parts()
        }
    }
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let Some(made) = claim.made.filter(|_| !matches!(&*claim.frequency, "7" | "8")) else { return };
    let limit = subject.filing_days();
    let late = |day: Option<Date>| day.is_some_and(|d| too_late(d, made, limit));
    let after = || limit.map_or("a year".to_owned(), |days| format!("{days} days"));
    if subject.is_institutional() {
        if late(claim.to.or(claim.from)) {
            let message = format!("filed more than {} after the last day of the statement", after());
            found.hit(claim.at, message);
        }
        return;
    }
    for line in subject.lines.iter().filter(|l| late(l.said.from.or(claim.from))) {
        found.on(line, format!("filed more than {} after the service", after()));
    }
}

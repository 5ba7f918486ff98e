//! The billing provider has no NPI.
//!
//! *What it checks.* A claim has the NPI of its billing provider.
//! *Authority.* 45 CFR 162.410: covered providers use their NPI in every standard transaction.
//! *Why it matters.* The claim is rejected.
//! *Example.* A billing provider with a name only.
//! *What to do.* Give the NPI.
//! *Limits.* Providers that are not health care providers (atypical ones: transport, home
//! modification) have none; so a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "npi-missing",
    id: "45-CFR-162.410",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("npi_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_billed() && subject.claim.elsewhere.billing {
        return found.no_data(subject.claim.at, "the provider that the claim refers to");
    }
    if subject.is_billed() && subject.claim.billing.is_none() {
        found.hit(subject.claim.at, "the billing provider has no NPI");
    }
}

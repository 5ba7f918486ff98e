//! The number of a provider is no NPI.
//!
//! *What it checks.* Ten digits, the first 1 or 2, and the check digit of billing, rendering or
//! attending provider, and of the providers of lines.
//! *Authority.* 45 CFR 162.406: ten digits with a check digit; CMS NPI check digit calculation:
//! Luhn over 80840 and the number.
//! *Why it matters.* The claim is rejected.
//! *Example.* 1234567890, whose check digit would be 3.
//! *What to do.* Look the number up in NPPES and correct it.
//! *Limits.* Whether the number was given to that provider is not known here.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::Npi;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "npi-check-digit",
    id: "45-CFR-162.406",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("npi_check_digit.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut of = |npi: &Option<Npi>, whose: &str, line: u32| {
        if let Some(npi) = npi.as_ref().filter(|n| !Npi::is_valid(&n.text)) {
            found.hit(npi.at, format!("the number of the {whose} provider is no NPI")).line(line);
        }
    };
    of(&subject.claim.billing, "billing", 0);
    of(&subject.claim.rendering, "rendering or attending", 0);
    for line in &subject.lines {
        of(&line.said.rendering, "rendering", line.said.number);
    }
}

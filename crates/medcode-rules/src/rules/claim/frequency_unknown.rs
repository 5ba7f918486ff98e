//! The frequency of the claim is none.
//!
//! *What it checks.* Professional and dental: 1, 6, 7 or 8. Institutional: one digit or letter.
//! *Authority.* ASC X12N 005010 837 implementation guides, CLM05-3; NUBC type of bill, last
//! position.
//! *Why it matters.* The claim is rejected or taken for another.
//! *Example.* An empty CLM05-3.
//! *What to do.* 1 for an original claim, 7 for a replacement, 8 for a void.
//! *Limits.* Which of them a payer takes is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "frequency-unknown",
    id: "X12-837-CLM05-3",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("frequency_unknown.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_billed() {
        return;
    }
    let said = &*subject.claim.frequency;
    let known = if subject.is_institutional() {
        said.len() == 1 && said.bytes().all(|b| b.is_ascii_alphanumeric())
    } else {
        matches!(said, "1" | "6" | "7" | "8")
    };
    if !known {
        let message = match said {
            "" => "the claim has no frequency code".to_owned(),
            other => format!("`{other}` is no frequency of such a claim"),
        };
        found.hit(subject.claim.at, message);
    }
}

//! A diagnosis code that still needs characters.
//!
//! *What it checks.* Every ICD-10-CM diagnosis is a complete code and not a header of others.
//! *Authority.* OCG-I.B.2: codes are reported at their highest number of characters available.
//! *Why it matters.* A header is invalid for billing; the payer rejects the claim.
//! *Example.* S72.001 needs its seventh character: A, B, C, D, ... tells the encounter.
//! *What to do.* Add the characters that the record supports; `medcode browse CODE` lists them.
//! *Limits.* Where the record does not hold the missing detail, query the provider.

use super::code_does_not_exist::listed;
use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-not-complete",
    id: "OCG-I.B.2",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[Table::Cm],
    source: include_str!("code_not_complete.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    for dx in &subject.dx {
        let (Some(row), Some(code)) = (dx.row, dx.code) else { continue };
        if !release.is_billable(row) {
            let after = release.successors(&code);
            let since = after.last().map_or_else(String::new, |last| {
                format!("; until {} it was, now {}", last.effective, listed(&after))
            });
            let message =
                format!("{code} is not complete: codes under it are reported, not itself{since}");
            found.hit(dx.said.code.at, message).codes([code]);
        }
    }
}

//! The claim has more lines than it can hold.
//!
//! *What it checks.* Professional and dental: 50 lines. Institutional: 999.
//! *Authority.* ASC X12N 005010 837 implementation guides, loop 2400.
//! *Why it matters.* The claim is rejected.
//! *Example.* Line 51 of a professional claim.
//! *What to do.* Split the claim.
//! *Limits.* Claims that were split are not joined again to be judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "too-many-lines",
    id: "X12-837-LX.count",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("too_many_lines.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let most = if subject.is_institutional() { 999 } else { 50 };
    if let Some(first) = subject.lines.get(most) {
        let message = format!("{} lines; the claim holds {most}", subject.lines.len());
        found.hit(first.said.at, message);
    }
}

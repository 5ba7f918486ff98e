//! A date of service is missing.
//!
//! *What it checks.* A claim has a date of service; where some of its professional lines have one,
//! all have.
//! *Authority.* ASC X12N 005010 837 implementation guides, DTP 472 of the line (professional), DTP
//! 434 of the claim (institutional).
//! *Why it matters.* The claim is rejected, and no code set can be chosen.
//! *Example.* The second line of three has no date.
//! *What to do.* Give the date.
//! *Limits.* A professional document with one date for all lines is taken as it is.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "date-missing",
    id: "X12-837-DTP",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("date_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_billed() {
        return;
    }
    if subject.claim.from.is_none() {
        found.hit(subject.claim.at, "the claim has no date of service");
        return;
    }
    if subject.is_professional() && subject.lines.iter().any(|l| l.said.from.is_some()) {
        for line in subject.lines.iter().filter(|l| l.said.from.is_none()) {
            found.on(line, "the line has no date of service, or one that cannot be read");
        }
    }
}

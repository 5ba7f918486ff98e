//! A period ends before it begins.
//!
//! *What it checks.* First and last day of the claim and of each line.
//! *Authority.* ASC X12N 005010 837 implementation guides, DTP with RD8: the first day stands
//! first.
//! *Why it matters.* The claim is rejected.
//! *Example.* A statement from 2026-05-12 to 2026-05-10.
//! *What to do.* Put the dates right.
//! *Limits.* Other dates of the claim have rules of their own.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::Date;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "date-reversed",
    id: "X12-837-DTP.order",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("date_reversed.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let reversed = |from: Option<Date>, to: Option<Date>| from.zip(to).is_some_and(|(f, t)| t < f);
    if reversed(subject.claim.from, subject.claim.to) {
        found.hit(subject.claim.at, "the claim ends before it begins");
    }
    for line in subject.lines.iter().filter(|l| reversed(l.said.from, l.said.to)) {
        found.on(line, "the service ends before it begins");
    }
}

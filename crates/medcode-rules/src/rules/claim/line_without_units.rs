//! A line has no units.
//!
//! *What it checks.* Every professional and institutional line has a quantity; on a professional
//! line it is more than zero.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV104, SV205.
//! *Why it matters.* The claim is rejected or the line pays nothing.
//! *Example.* An office visit with a quantity of 0.
//! *What to do.* Give the units, or the minutes of anesthesia.
//! *Limits.* Dental lines may leave the quantity out.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::ClaimKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "line-without-units",
    id: "X12-837-SV104",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("line_without_units.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.claim.kind == ClaimKind::Dental || !subject.is_billed() {
        return;
    }
    for line in &subject.lines {
        match line.said.quantity {
            None => found.on(line, "the line has no quantity, or one that cannot be read"),
            Some(0) if subject.is_professional() => found.on(line, "the quantity of the line is zero"),
            Some(_) => continue,
        };
    }
}

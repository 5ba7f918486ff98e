//! A line has more than four diagnosis pointers.
//!
//! *What it checks.* The number of diagnosis pointers of a line: at most 4.
//! *Authority.* ASC X12N 005010 837 implementation guides, the composite of SV107 (SV202 for
//! institutional lines).
//! *Why it matters.* What goes beyond cannot be sent, or is dropped without a word.
//! *Example.* Five of them on one line.
//! *What to do.* Keep the four that matter for payment.
//! *Limits.* X12 itself has room for four; paper, CSV and JSON have more.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "too-many-pointers",
    id: "X12-837-SV107.count",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("too_many_pointers.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        let many = line.said.pointers.len();
        if many > 4 {
            found.on(line, format!("{many} pointers; a line holds 4"));
        }
    }
}

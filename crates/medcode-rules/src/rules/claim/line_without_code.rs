//! A professional line has no code.
//!
//! *What it checks.* Every line of a professional or dental claim has a procedure code.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV101-2, SV301-2.
//! *Why it matters.* The line is rejected.
//! *Example.* A line with a charge alone.
//! *What to do.* Give the CPT or HCPCS code.
//! *Limits.* Institutional lines may stand on their revenue code.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "line-without-code",
    id: "X12-837-SV101",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("line_without_code.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.is_institutional() || !subject.is_billed() {
        return;
    }
    for line in subject.lines.iter().filter(|l| l.said.code.is_none()) {
        found.on(line, "the line has no procedure code");
    }
}

//! A revenue code is not four digits.
//!
//! *What it checks.* The shape of the revenue code of each line.
//! *Authority.* ASC X12N 005010 837 implementation guides, SV201; NUBC: four digits.
//! *Why it matters.* The claim is rejected.
//! *Example.* 450 for 0450.
//! *What to do.* Write it with its leading zero.
//! *Limits.* The list of revenue codes belongs to NUBC and is not shipped.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "revenue-code-shape",
    id: "X12-837-SV201.shape",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("revenue_code_shape.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        let Some(said) = &line.said.revenue else { continue };
        let digits = said.bytes().all(|b| b.is_ascii_digit());
        if digits && said.len() == 4 {
            continue;
        }
        let hit = found.on(line, "the revenue code is not four digits");
        if digits && said.len() == 3 {
            hit.correct(Correction::Value(format!("revenue code 0{said}")));
        }
    }
}

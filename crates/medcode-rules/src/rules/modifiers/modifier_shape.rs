//! A modifier is not two letters or digits.
//!
//! *What it checks.* The shape of every modifier.
//! *Authority.* ASC X12N 005010 837, SV101-3 to 6; 45 CFR 162.1002: CPT and HCPCS modifiers have
//! two characters.
//! *Why it matters.* The claim is rejected.
//! *Example.* A modifier of 5.
//! *What to do.* Correct it.
//! *Limits.* Whether it exists is another rule (modifier-unknown).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "modifier-shape",
    id: "X12-837-SV101-3",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("modifier_shape.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let shape = |m: &str| m.len() == 2 && m.bytes().all(|b| b.is_ascii_alphanumeric());
    for line in &subject.lines {
        for said in line.said.modifiers.iter().filter(|m| !shape(m)) {
            found.on(line, format!("`{said}` is no modifier: it has two letters or digits"));
        }
    }
}

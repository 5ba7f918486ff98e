//! A modifier stands twice on a line.
//!
//! *What it checks.* The modifiers of each line among themselves.
//! *Authority.* ASC X12N 005010 837, SV101-3 to 6; CMS Claims Processing Manual ch. 26, item 24D:
//! up to four different modifiers.
//! *Why it matters.* Payers return the line, and a needed modifier may be missing.
//! *Example.* 20610-LT-LT.
//! *What to do.* Leave one out; for the other side give RT.
//! *Limits.* Only what is written twice is judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "modifier-twice",
    id: "X12-837-SV101.twice",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("modifier_twice.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        let all = &line.said.modifiers;
        for (n, said) in all.iter().enumerate() {
            if all[..n].iter().any(|m| m.eq_ignore_ascii_case(said)) {
                found.on(line, format!("modifier {said} stands twice"));
            }
        }
    }
}

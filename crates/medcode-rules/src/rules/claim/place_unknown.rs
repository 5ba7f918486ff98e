//! The place of service is none.
//!
//! *What it checks.* Place of service of a professional claim and of its lines against the numbers
//! of the CMS list.
//! *Authority.* CMS Place of Service Code Set; 45 CFR 162.1002.
//! *Why it matters.* The claim is rejected.
//! *Example.* Place 30.
//! *What to do.* Give the two digits of the place where the patient was.
//! *Limits.* The list is that of 2024-08 (with 27 and 66).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "place-unknown",
    id: "CMS-POS",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("place_unknown.rs"),
    check,
};

/// The numbers that are given out.
fn is_place(text: &str) -> bool {
    let number = text.parse::<u8>().ok().filter(|_| text.len() == 2);
    number.is_some_and(
        |n| matches!(n, 1..=27 | 31..=34 | 41 | 42 | 49..=58 | 60..=62 | 65 | 66 | 71 | 72 | 81 | 99),
    )
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    let claim = &*subject.claim.place;
    if !claim.is_empty() && !is_place(claim) {
        found.hit(subject.claim.at, format!("`{claim}` is no place of service"));
    }
    for line in &subject.lines {
        if let Some(place) = line.said.place.as_deref().filter(|p| !is_place(p)) {
            found.on(line, format!("`{place}` is no place of service"));
        }
    }
}

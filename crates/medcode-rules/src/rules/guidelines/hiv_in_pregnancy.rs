//! HIV in pregnancy without the code of chapter 15.
//!
//! *What it checks.* A code of chapter 15 beside B20 or Z21 without O98.7-.
//! *Authority.* OCG-I.C.15.f: patients who are pregnant, in childbirth or in the puerperium have
//! O98.7- first, then B20 or Z21.
//! *Why it matters.* Chapter 15 goes first; without its code the encounter is misgrouped.
//! *Example.* O09.511 and B20 alone.
//! *What to do.* Add O98.71-, O98.72 or O98.73 before B20 or Z21.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hiv-in-pregnancy",
    id: "OCG-I.C.15.f",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hiv_in_pregnancy.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("O") || subject.reports("O98.7") {
        return;
    }
    if let Some(dx) = subject.reported().find(|d| d.under_any(&["B20", "Z21"])) {
        let Some(code) = dx.code else { return };
        let message = format!("{code} beside a code of chapter 15: O98.7- is not reported");
        found.hit(dx.said.code.at, message).codes([code]);
    }
}

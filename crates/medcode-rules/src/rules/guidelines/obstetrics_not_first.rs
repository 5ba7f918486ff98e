//! A diagnosis of another chapter stands before those of pregnancy.
//!
//! *What it checks.* A code of chapter 15 is reported, and the first diagnosis is of another
//! chapter.
//! *Authority.* OCG-I.C.15.a.1: chapter 15 codes have sequencing priority over codes from other
//! chapters.
//! *Why it matters.* Payers return the claim; the pregnancy rules the visit.
//! *Example.* J45.901 first, O99.512 after it.
//! *What to do.* List the chapter 15 code first.
//! *Limits.* Z34 and Z39, which may be first, are no such case; O94 follows the code of the sequela
//! (OCG-I.C.15.p.3).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "obstetrics-not-first",
    id: "OCG-I.C.15.a.1",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("obstetrics_not_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal() else { return };
    if first.under_any(&["O", "Z34", "Z39", "Z33.2", "Z3A", "Z03.7"]) {
        return;
    }
    if let Some(dx) = subject.reported().find(|d| d.under("O") && !d.under("O94")) {
        let (Some(code), Some(before)) = (dx.code, first.code) else { return };
        found
            .hit(dx.said.code.at, format!("list {code} before {before}: chapter 15 comes first"))
            .codes([code, before])
            .correct(Correction::First(code));
    }
}

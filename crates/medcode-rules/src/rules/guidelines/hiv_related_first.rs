//! A disease that HIV brings is listed before HIV disease.
//!
//! *What it checks.* The first diagnosis is one of the diseases that define AIDS, and B20 stands after it.
//! *Authority.* OCG-I.C.1.a.2.b: where the patient is admitted for an HIV-related condition, B20 is the
//! principal diagnosis and the condition follows it.
//! *Why it matters.* The groups of HIV are reached by B20 as principal alone.
//! *Example.* B59 first, B20 after it.
//! *What to do.* List B20 first, unless the record says that the condition is unrelated to HIV.
//! *Limits.* The diseases of a table of our own: pneumocystosis, candidiasis of lung or esophagus,
//! cryptococcosis, cytomegalovirus, cryptosporidiosis, isosporiasis, toxoplasmosis of the brain,
//! mycobacteria other than tuberculosis, Kaposi sarcoma, progressive multifocal
//! leukoencephalopathy. Unrelated conditions are rightly first (I.C.1.a.2.c).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hiv-related-first",
    id: "OCG-I.C.1.a.2.b",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hiv_related_first.rs"),
    check,
};

const RELATED: &[&str] = &[
    "B59", "B37.1", "B37.81", "B45", "B25", "A07.2", "A07.3", "B58.2", "A31.0", "A31.2", "C46", "A81.2",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal().filter(|d| d.under_any(RELATED)) else { return };
    let hiv = subject.reported().find(|d| d.under("B20"));
    if let (Some(code), Some(hiv)) = (first.code, hiv.and_then(|d| d.code)) {
        let message = format!("list {hiv} before {code}, unless documented as unrelated to HIV");
        found.hit(first.said.code.at, message).codes([hiv, code]);
    }
}

//! Chemotherapy, immunotherapy or radiation is reported after the cancer it treats.
//!
//! *What it checks.* Z51.0, Z51.11 or Z51.12 while the principal or first-listed diagnosis is a
//! neoplasm.
//! *Authority.* OCG-I.C.2.e.2: where the encounter is solely for the treatment, Z51.- is first-
//! listed or principal and the malignancy follows.
//! *Why it matters.* The order tells the treatment from the disease and groups the stay.
//! *Example.* C50.911 first, Z51.11 second.
//! *What to do.* List Z51.- first where the encounter was for nothing else.
//! *Limits.* An encounter that began otherwise (a stay in which chemotherapy is given) keeps its
//! order: information.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "treatment-of-cancer-not-first",
    id: "OCG-I.C.2.e.2",
    family: Family::Guidelines,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("treatment_of_cancer_not_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal().filter(|d| d.under_any(&["C", "D0", "D37", "D4"])) else {
        return;
    };
    if let Some(dx) = subject.reported().find(|d| d.under_any(&["Z51.0", "Z51.11", "Z51.12"])) {
        let codes = dx.code.into_iter().chain(first.code);
        let message =
            "listed after the neoplasm; it is first where the encounter is for the treatment alone";
        found.hit(dx.said.code.at, message).codes(codes);
    }
}

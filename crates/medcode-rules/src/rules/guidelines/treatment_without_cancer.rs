//! An encounter for chemotherapy or radiation without the neoplasm.
//!
//! *What it checks.* Z51.0 or Z51.1 without a neoplasm or another disease that is so treated.
//! *Authority.* OCG-I.C.2.e.2: the malignancy for which the therapy is given is the secondary
//! diagnosis.
//! *Why it matters.* Payers deny the treatment for want of its reason.
//! *Example.* Z51.11 alone.
//! *What to do.* Add the neoplasm that is treated.
//! *Limits.* Chemotherapy of other diseases is rare; the finding is then to be set aside.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "treatment-without-cancer",
    id: "OCG-I.C.2.e.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("treatment_without_cancer.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.reported().any(|d| d.under_any(&["C", "D0", "D1", "D2", "D3", "D4"])) {
        return;
    }
    for dx in subject.reported().filter(|d| d.under_any(&["Z51.0", "Z51.11", "Z51.12"])) {
        let Some(code) = dx.code else { continue };
        found.hit(dx.said.code.at, format!("{code} needs the neoplasm that is treated")).codes([code]);
    }
}

//! Two codes stand for what one combination code says.
//!
//! *What it checks.* Pairs of reported codes for which the Tabular List has one code: coronary
//! disease with angina, COPD with an acute infection of the lungs, stones with inflammation or
//! obstruction, cirrhosis with ascites, influenza with pneumonia.
//! *Authority.* OCG-I.B.9: a combination code is assigned where it fully identifies the
//! conditions or the Index directs to it; several codes are not used then.
//! *Why it matters.* Two codes understate what the one says, and payers edit for it.
//! *Example.* I25.10 beside I20.9: I25.119.
//! *What to do.* Report the combination code where the record links the two.
//! *Limits.* The pairs of a table of our own; diabetes and hypertension have rules of their own.
//! Some links are assumed by the classification, others need the provider: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "combination-code-available",
    id: "OCG-I.B.9",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("combination_code_available.rs"),
    check,
};

/// One part, the other, and where the code for both stands.
const PAIRS: [(&str, &[&str], &str); 10] = [
    ("I25.10", &["I20"], "I25.11-"),
    ("J44.9", &["J20", "J22", "J12", "J13", "J14", "J15", "J16", "J18"], "J44.0"),
    ("J10.1", &["J12", "J13", "J14", "J15", "J16", "J18"], "J10.0-"),
    ("J11.1", &["J12", "J13", "J14", "J15", "J16", "J18"], "J11.0-"),
    ("K80.20", &["K81.0"], "K80.00"),
    ("K80.20", &["K81.1"], "K80.10"),
    ("K70.30", &["R18.8"], "K70.31"),
    ("N20.0", &["N13.30"], "N13.2"),
    ("N20.1", &["N13.30"], "N13.2"),
    ("K57.92", &["K65.1"], "K57.80"),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    for (one, others, both) in PAIRS {
        let Some(first) = subject.reported().find(|d| d.under(one)) else { continue };
        if let Some(second) = subject.reported().find(|d| d.under_any(others)) {
            let codes = first.code.into_iter().chain(second.code);
            let message = format!("{both} stands for both where the record links them");
            found.hit(second.said.code.at, message).codes(codes);
        }
    }
}

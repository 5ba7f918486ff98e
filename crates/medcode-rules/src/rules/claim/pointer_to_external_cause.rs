//! A line points first to an external cause.
//!
//! *What it checks.* The first pointer of a line, which names the reason for the service, against
//! codes V00-Y99.
//! *Authority.* OCG I.C.20.a.6: an external cause code can never be a principal (first-listed)
//! diagnosis.
//! *Why it matters.* Payers deny a line whose first diagnosis is an external cause.
//! *Example.* A wound repair that points to W26.0XXA first.
//! *What to do.* Point to the injury first; the external cause may follow.
//! *Limits.* Second to fourth pointers are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "pointer-to-external-cause",
    id: "OCG-I.C.20.a.6",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("pointer_to_external_cause.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let reported: Vec<_> = subject.reported().collect();
    for line in &subject.lines {
        let Some(&first) = line.said.pointers.first() else { continue };
        let Some(dx) = usize::from(first).checked_sub(1).and_then(|n| reported.get(n)) else { continue };
        let Some(code) = dx.code.filter(|_| dx.under_any(&["V", "W", "X", "Y"])) else { continue };
        found.on(line, format!("the first pointer is to {code}, an external cause")).codes([code]);
    }
}

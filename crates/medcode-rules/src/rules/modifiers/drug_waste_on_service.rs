//! A modifier of discarded drug stands on a service.
//!
//! *What it checks.* JW or JZ on a CPT number that is neither drug nor vaccine.
//! *Authority.* Medicare Claims Processing Manual ch. 17, 40: JW and JZ are for drugs of
//! single-dose containers.
//! *Why it matters.* The line is returned or denied.
//! *Example.* 96372-JZ.
//! *What to do.* Put it on the line of the drug.
//! *Limits.* Level II codes are not judged; contrast and nuclear agents have Level II codes.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "drug-waste-on-service",
    id: "MCPM-17-40.service",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("drug_waste_on_service.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has_any(&["JW", "JZ"]) && services::is_work(line) {
            found.on(line, "JW and JZ belong on the line of the drug");
        }
    }
}

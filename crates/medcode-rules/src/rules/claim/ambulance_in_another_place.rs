//! An ambulance service is billed for another place.
//!
//! *What it checks.* Mileage and transport by ambulance (A0425-A0436) of a professional claim with a place other
//! than 41 (land) and 42 (air or water).
//! *Authority.* Place of service code set, 41 and 42; Medicare Claims Processing Manual ch. 26, 10.5.
//! *Why it matters.* The line is returned or denied.
//! *Example.* A0427 in place 11.
//! *What to do.* Use 41, or 42 for air and water.
//! *Limits.* A claim without a place is not judged; hospitals that own an ambulance bill by revenue code.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "ambulance-in-another-place",
    id: "MCPM-26-10.5",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("ambulance_in_another_place.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in subject.lines.iter().filter(|l| services::is_ambulance(l)) {
        let place = subject.place_of(line);
        if !matches!(place, "" | "41" | "42") {
            found
                .on(line, format!("an ambulance service in place {place}: 41 is land, 42 air or water"));
        }
    }
}

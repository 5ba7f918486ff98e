//! An ambulance service does not say from where to where.
//!
//! *What it checks.* Mileage and transport by ambulance (A0425-A0436) without a modifier of two letters, of which
//! the first is the origin and the second the destination.
//! *Authority.* Medicare Claims Processing Manual ch. 15, 30: each line has origin and destination (D, E,
//! G, H, I, J, N, P, R, S; X only as destination).
//! *Why it matters.* The line is returned: neither coverage nor mileage can be judged.
//! *Example.* A0427 alone; from a home to a hospital it is A0427-RH.
//! *What to do.* Add the letters of origin and destination.
//! *Limits.* Whether the trip was covered is not judged. QL (the patient died before the transport) needs
//! no trip.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "ambulance-trip-missing",
    id: "MCPM-15-30",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("ambulance_trip_missing.rs"),
    check,
};

/// Where a trip may begin; X is a stop on the way to a hospital.
const PLACES: &[u8] = b"DEGHIJNPRS";

fn is_trip(modifier: &str) -> bool {
    let [from, to] = modifier.as_bytes() else { return false };
    let (from, to) = (from.to_ascii_uppercase(), to.to_ascii_uppercase());
    PLACES.contains(&from) && (PLACES.contains(&to) || to == b'X')
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in subject.lines.iter().filter(|l| services::is_ambulance(l) && !l.has("QL")) {
        if !line.said.modifiers.iter().any(|m| is_trip(m)) {
            found.on(line, "no modifier says from where to where the patient was taken");
        }
    }
}

//! 26 where the professional reads what another's equipment made, TC where the practice's equipment made
//! what another reads.
//!
//! In a hospital or surgery center the technical part is the facility's, which bills the number
//! without TC. Authority: Medicare Claims Processing Manual ch. 13 §20.1 (radiology), ch. 12 §20.2
//! (PC/TC indicator 1 in the fee schedule). Numbers that are the reading alone (93010, 93042) take no
//! modifier.

use super::operation::row;
use crate::desk::Case;
use crate::drugs::place;
use crate::encounter::Encounter;
use crate::families::billed::in_hospital;
use crate::service::Fate;
use medcode_model::{BillingContext, Code, Setting, WithheldReason};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 13 §20.1";

/// First and last number of services with a professional and a technical part.
const SPLIT: &[(&str, &str)] = &[
    ("70010", "76499"),
    ("76506", "76999"),
    ("77046", "77092"),
    ("78012", "78999"),
    ("93303", "93355"),
    ("93880", "93990"),
    ("94010", "94621"),
    ("95782", "95783"),
    ("95805", "95913"),
    ("88300", "88309"),
    ("88331", "88342"),
];

/// Numbers among them that are one part alone.
const WHOLE: &[&str] = &["94640", "94642", "94644", "94645", "77063", "93325", "93320", "93321"];

/// Tests whose reading has a number of its own.
const READINGS: &[(&str, &str)] = &[("93000", "93010"), ("93040", "93042"), ("G0403", "G0405")];

/// Tests whose tracing without a reading has a number of its own.
const TRACINGS: &[(&str, &str)] = &[("93000", "93005"), ("93040", "93041"), ("G0403", "G0404")];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.billing != BillingContext::Professional {
        return;
    }
    let procedure = case.visit.setting == Setting::OutpatientProcedure;
    let theirs =
        in_hospital(case.visit.setting) || procedure && !place::supplies(case) && is_facility(case);
    let reading = case.told_anywhere("mod reading alone");
    let equipment = case.told_anywhere("mod equipment alone");
    let visit = case.visit;
    if reading.is_some() {
        read_here(case);
    } else if equipment.is_some() && !theirs {
        made_here(case);
    }
    for service in case.services.iter_mut().filter(|s| s.is_reported() && is_split(visit, &s.code)) {
        match (reading, equipment) {
            (Some(words), None) => {
                service.modify_by(words, "26", "26: the reading alone", AUTHORITY);
            }
            (None, Some(words)) if !theirs => {
                let why = "TC: the equipment alone; another reads";
                service.modify_by(words, "TC", why, AUTHORITY);
            }
            _ if theirs => {
                service.modify("26", "26: the reading; the equipment is the facility's", AUTHORITY);
            }
            _ => {}
        }
    }
}

/// A test made elsewhere and read here: its reading is billed, where the same sentence says so.
fn read_here(case: &mut Case<'_>) {
    for n in 0..case.services.len() {
        let service = &case.services[n];
        let elsewhere = matches!(
            service.fate,
            Fate::Withhold { reason: WithheldReason::Historical | WithheldReason::NotReportable, .. }
        );
        let number = service.code.compact();
        let part = READINGS.iter().find(|(whole, _)| *whole == number).map(|(_, part)| *part);
        let billed = part.is_some() || is_split(case.visit, &service.code);
        if !elsewhere || !billed || service.tokens.is_empty() {
            continue;
        }
        let sentence = case.reading.sentence(service.tokens.start);
        if case.told(sentence, "mod reading alone").is_none() {
            continue;
        }
        let row = part.and_then(|part| case.desk.crosswalk.number(part)).map(|r| (r.code, r.label));
        let service = &mut case.services[n];
        service.fate = Fate::Report;
        service.reasons = vec!["made elsewhere, read here".to_owned()];
        if let Some((code, label)) = row {
            (service.code, service.label) = (code, label.to_owned());
        }
    }
}

/// A test made here and read elsewhere: its tracing has a number of its own, where the same or the next
/// sentence says so.
fn made_here(case: &mut Case<'_>) {
    for n in 0..case.services.len() {
        let service = &case.services[n];
        let number = service.code.compact();
        let Some((_, tracing)) = TRACINGS.iter().find(|(whole, _)| *whole == number) else { continue };
        if !service.is_reported() || service.tokens.is_empty() {
            continue;
        }
        let near = case.reading.near(service.tokens.start);
        let Some(words) = case.told(near, "mod equipment alone") else { continue };
        let Some(row) = case.desk.crosswalk.number(tracing).map(|r| (r.code, r.label)) else { continue };
        let service = &mut case.services[n];
        (service.code, service.label) = (row.0, row.1.to_owned());
        service.reasons.push("the tracing alone; another reads it".to_owned());
        service.evidence.push(words);
    }
}

/// Whether a procedure is told to be done in a facility: without a word of it, nobody knows whose the
/// equipment is.
fn is_facility(case: &Case<'_>) -> bool {
    case.told_anywhere("mod facility").is_some()
}

/// Whether a number has a professional and a technical part: by the schedule where installed.
fn is_split(visit: &Encounter<'_>, code: &Code) -> bool {
    if let Some(row) = row(visit, code) {
        return row.pc_tc == b'1';
    }
    let number = code.compact();
    SPLIT.iter().any(|(first, last)| (*first..=*last).contains(&number)) && !WHOLE.contains(&number)
}

//! Is a HCPCS Level II code in the installed file, and in force on the day?
//!
//! A code that is not is withheld with the day it ended and the code that took its place, where the file
//! has one. Drugs are chosen among codes in force already.

use crate::desk::Case;
use medcode_kb::tables::details::Field;
use medcode_model::{CodeSystem, WithheldReason};

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(release) = case.visit.releases.hcpcs else { return };
    let day = case.visit.date;
    let level_two =
        |s: &&mut crate::service::Service| s.is_reported() && s.code.system() == CodeSystem::Hcpcs;
    for service in case.services.iter_mut().filter(level_two) {
        let Some(row) = release.find(&service.code) else {
            // A file past its own quarter lacks the codes added since.
            if day <= release.id().own_end() {
                let why = "not in the installed file";
                service.withhold(WithheldReason::NotInForce, why, Some("HCPCS"));
            }
            continue;
        };
        if release.in_force_on(row, day) {
            continue;
        }
        let dates = release.dates(row);
        let next = release.details(row).find(|(field, _)| *field == Field::CrossReference);
        let next = next.map(|(_, text)| format!("; see {}", text.trim())).unwrap_or_default();
        let detail = match dates.terminated.filter(|d| *d < day) {
            Some(end) => format!("ended {end}{next}"),
            None => "not yet in force".to_owned(),
        };
        service.withhold(WithheldReason::NotInForce, detail, Some("HCPCS"));
    }
}

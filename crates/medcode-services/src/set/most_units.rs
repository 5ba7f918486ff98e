//! Is the dose of a drug beyond what one patient is given in a day?
//!
//! The publisher's medically unlikely edits say how many units a day; twice as many is no dose but a slip of
//! the pen, and is asked for. Where no edits are installed the table of drugs has limits of its own for
//! some (`crosswalk/drugs/`).

use crate::desk::Case;
use medcode_kb::tables::mue::MueSetting;
use medcode_model::{Evidence, Query, WithheldReason};

const AUTHORITY: &str = "CMS medically unlikely edits";

pub(super) fn apply(case: &mut Case<'_>) {
    let Some(procedures) = case.visit.releases.procedures else { return };
    let mut queries = Vec::new();
    for service in case.services.iter_mut().filter(|s| s.is_reported() && s.family == "drug") {
        let Some(edit) = procedures.mue_row(&service.code, MueSetting::Practitioner) else { continue };
        let most = edit.value.get();
        if most == 0 || service.units <= most.saturating_mul(2) {
            continue;
        }
        let why = format!("{} units, where {most} are the most in a day", service.units);
        service.withhold(WithheldReason::Incomplete, why, Some(AUTHORITY));
        queries.push(Query {
            question: "The dose written is larger than is given in one day. What dose was given?"
                .to_owned(),
            indicators: service.evidence.iter().map(|&span| Evidence { span }).collect(),
            options: ["Dose: ___", "Other", "Unable to determine"].map(str::to_owned).to_vec(),
        });
    }
    case.queries.extend(queries);
}

//! Within a family: what another number of it includes is not listed.
//!
//! A diagnostic endoscopy is included in the surgical one of the same family, the lesser of two
//! extents of one operation in the greater (NCCI Policy Manual ch. I §C).

use crate::crosswalk::Row;
use crate::desk::Case;
use medcode_model::WithheldReason;

const AUTHORITY: &str = "NCCI Policy Manual ch. I §C";

pub(super) fn apply(case: &mut Case<'_>) {
    let crosswalk = &case.desk.crosswalk;
    let reported: Vec<&Row> = case
        .services
        .iter()
        .filter(|s| s.is_reported())
        .filter_map(|s| crosswalk.rows().iter().find(|r| r.code == s.code && r.family == s.family))
        .collect();
    for service in &mut case.services {
        let Some(row) = reported.iter().find(|r| r.code == service.code && r.family == service.family)
        else {
            continue;
        };
        let greater = reported.iter().find(|other| {
            let family = row.base && other.family == row.family && !other.base;
            other.code != row.code && (family || other.over.contains(&row.code.compact()))
        });
        if let Some(greater) = greater {
            let detail = format!("included in {} ({})", greater.code, greater.label);
            service.withhold(WithheldReason::Integral, detail, Some(AUTHORITY));
        }
    }
}

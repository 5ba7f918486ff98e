//! Within a family: what another number of it includes is not listed.
//!
//! A diagnostic endoscopy is included in the surgical one of the same family, the lesser of two
//! extents of one operation in the greater (NCCI Policy Manual ch. I §C).

use crate::crosswalk::Row;
use crate::desk::Case;
use crate::read::Side;
use crate::service::Service;
use medcode_model::WithheldReason;

const AUTHORITY: &str = "NCCI Policy Manual ch. I §C";

pub(super) fn apply(case: &mut Case<'_>) {
    let crosswalk = &case.desk.crosswalk;
    let reported: Vec<(&Row, Option<Side>)> = case
        .services
        .iter()
        .filter(|s| s.is_reported())
        .filter_map(|s| {
            let row = crosswalk.rows().iter().find(|r| r.code == s.code && r.family == s.family)?;
            Some((row, own_side(case, s)))
        })
        .collect();
    for service in &mut case.services {
        let Some(&(row, side)) =
            reported.iter().find(|(r, _)| r.code == service.code && r.family == service.family)
        else {
            continue;
        };
        let greater = reported.iter().map(|(other, at)| (*other, *at)).find(|(other, at)| {
            let family = row.base && other.family == row.family && !other.base;
            let over = other.over.contains(&row.code.compact()) && !are_apart(side, *at);
            other.code != row.code && (family || over)
        });
        let greater = greater.map(|(other, _)| other);
        if let Some(greater) = greater {
            let detail = format!("included in {} ({})", greater.code, greater.label);
            service.withhold(WithheldReason::Integral, detail, Some(AUTHORITY));
        }
    }
}

/// The side named in the very part of the sentence that tells of a service.
fn own_side(case: &Case<'_>, service: &Service) -> Option<Side> {
    if service.tokens.is_empty() {
        return None;
    }
    let mut part = case.reading.between_commas(&service.tokens);
    part.find_map(|at| case.reading.side_at(at))
}

/// One on the left, the other on the right: `R antrostomy with tissue removed, L antrostomy`.
const fn are_apart(a: Option<Side>, b: Option<Side>) -> bool {
    matches!((a, b), (Some(Side::Left), Some(Side::Right)) | (Some(Side::Right), Some(Side::Left)))
}

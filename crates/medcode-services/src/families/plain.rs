//! Families whose number goes by the conditions of their rows alone.

use super::choose::{Choice, choose};
use crate::crosswalk::{Bill, Row};
use crate::desk::Case;
use crate::read::{Mention, Status};
use crate::service::Service;
use medcode_model::WithheldReason;

/// One line for each service done, once a number.
pub(super) fn apply(case: &mut Case<'_>) {
    let mentions = std::mem::take(&mut case.reading.mentions);
    for mention in &mentions {
        let phrase = case.desk.crosswalk.phrase(mention.phrase);
        if super::has_own_file(phrase.family) {
            continue;
        }
        let rows = phrase.rows.iter().map(|&r| case.desk.crosswalk.row(r));
        match choose(case, rows, &mention.tokens) {
            Choice::Row(row) if row.bill != Bill::Rule => add(case, row, mention),
            _ => {}
        }
    }
    case.reading.mentions = mentions;
}

fn add(case: &mut Case<'_>, row: &Row, mention: &Mention) {
    let span = case.reading.span(mention.tokens.clone());
    let status = case.reading.status(mention);
    let known = case.services.iter_mut().find(|s| s.code == row.code);
    if let Some(service) = known {
        // The statement that it was done stands over one that it was ordered.
        if !service.is_reported() && status == Status::Done {
            service.fate = crate::service::Fate::Report;
            service.evidence.insert(0, span);
        } else if service.evidence.len() < 4 {
            service.evidence.push(span);
        }
        return;
    }
    let mut service = Service::new(row.code, row.label, row.family, vec![span]);
    service.billing = case.visit.billing;
    service.tokens = mention.tokens.clone();
    service.reasons.push(format!("done at this visit: {}", row.label));
    match status {
        Status::Done => {}
        Status::Ordered | Status::Planned => {
            service.withhold(
                WithheldReason::Planned,
                "ordered or planned, not done at this visit",
                None,
            );
        }
        Status::NotDone => {
            service.withhold(WithheldReason::Negated, "declined, cancelled or not done", None);
        }
        Status::Before => {
            service.withhold(WithheldReason::Historical, "done at another time or place", None);
        }
    }
    case.services.push(service);
}

//! What the note would have to say before a service that was done has a number.

use super::billed;
use crate::crosswalk::{Bill, Row};
use crate::desk::Case;
use crate::read::{Mention, Status};
use medcode_model::{Evidence, Query};

/// What each number of a condition is, to ask for it.
const ASKED: &[(&str, &str)] = &[
    ("views", "How many views were taken?"),
    ("minutes", "How many minutes did it take?"),
    ("area", "How large was the area, in square centimetres?"),
    ("count", "How many were done?"),
    ("days", "Over how many days was it recorded?"),
];

/// Asks for the number that chooses, where the service was done and is billed here.
pub(super) fn ask<'r>(
    case: &mut Case<'_>,
    rows: impl Iterator<Item = &'r Row>,
    key: &str,
    mention: &Mention,
) {
    let Some((_, question)) = ASKED.iter().find(|(k, _)| *k == key) else { return };
    let rows: Vec<&Row> = rows.filter(|r| r.in_force(case.visit.date)).collect();
    let Some(first) = rows.first().filter(|r| r.bill != Bill::Rule) else { return };
    let standing = case.reading.standing(&mention.tokens);
    let told = match first.bill {
        Bill::Act => case.reading.act(mention, case.visit.setting) == Status::Done,
        _ => standing.here,
    };
    if !told || billed::refused(case.visit, first, standing).is_some() {
        return;
    }
    let mut options: Vec<String> = rows.iter().map(|r| format!("{} ({})", r.label, r.code)).collect();
    options.extend(["other".to_owned(), "unable to determine".to_owned()]);
    let span = case.reading.span(mention.tokens.clone());
    if case.queries.iter().any(|q| q.options == options) {
        return;
    }
    case.queries.push(Query {
        question: (*question).to_owned(),
        indicators: vec![Evidence { span }],
        options,
    });
}

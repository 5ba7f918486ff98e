//! A line of the claim for a number that a family reached by arithmetic.

use super::billed::Refused;
use crate::crosswalk::Row;
use crate::desk::Case;
use crate::read::Standing;
use crate::service::Service;
use std::ops::Range;

/// Adds a line: its number, how many units, the words that name it, why, and by which rule.
pub(super) struct Counted<'r> {
    pub(super) row: &'r Row,
    pub(super) units: u32,
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) reason: String,
    pub(super) authority: &'static str,
    pub(super) refused: Option<Refused>,
}

impl<'r> Counted<'r> {
    /// A line for the services named at some tokens; `None` where the number is unknown or not in
    /// force.
    pub(super) fn of(
        case: &Case<'r>,
        number: &str,
        units: u32,
        tokens: Vec<Range<usize>>,
    ) -> Option<Self> {
        let mut rows = case.desk.crosswalk.of_number(number);
        let row = rows.find(|r| r.in_force(case.visit.date))?;
        (units > 0).then_some(Self {
            row,
            units,
            tokens,
            reason: String::new(),
            authority: "",
            refused: None,
        })
    }

    pub(super) fn because(mut self, reason: impl Into<String>, authority: &'static str) -> Self {
        self.reason = reason.into();
        self.authority = authority;
        self
    }

    pub(super) fn unless(mut self, refused: Option<Refused>) -> Self {
        self.refused = refused;
        self
    }

    /// Puts the line on the claim.
    pub(super) fn put(self, case: &mut Case<'_>) {
        let spans = self.tokens.iter().map(|t| case.reading.span(t.clone())).collect();
        let mut service = Service::new(self.row.code, self.row.label, self.row.family, spans);
        service.billing = case.visit.billing;
        service.units = self.units;
        service.tokens = self.tokens.first().cloned().unwrap_or_default();
        service.reasons.push(if self.reason.is_empty() {
            format!("done at this visit: {}", self.row.label)
        } else {
            self.reason
        });
        if !self.authority.is_empty() {
            service.authority.push(self.authority);
        }
        if let Some((reason, detail)) = self.refused {
            service.withhold(reason, detail, None);
        }
        case.services.push(service);
    }
}

/// The services of a family that a note names, with what became of each.
pub(super) fn named(case: &Case<'_>, family: &str) -> Vec<(u32, Range<usize>, Standing)> {
    let crosswalk = &case.desk.crosswalk;
    let mentions = case.reading.mentions.iter();
    mentions
        .filter(|m| crosswalk.phrase(m.phrase).family == family)
        .map(|m| (m.phrase, m.tokens.clone(), case.reading.standing(&m.tokens)))
        .collect()
}

//! Putting a number of the crosswalk on the claim.

use crate::desk::Case;
use crate::service::Service;
use medcode_model::{Span, WithheldReason};
use std::ops::Range;

/// Modifiers that name a place.
pub(crate) const ANATOMIC: &str = "NCCI Policy Manual ch. I §E.1";

/// A line to be added: number, units, the tokens that name it, why, by what authority.
pub(crate) struct Line {
    pub(crate) number: &'static str,
    pub(crate) units: u32,
    pub(crate) tokens: Range<usize>,
    pub(crate) reason: String,
    pub(crate) authority: &'static str,
}

/// The service of a line; none where the crosswalk has no such number in force.
pub(crate) fn service(case: &Case<'_>, line: Line) -> Option<Service> {
    let row = case.desk.crosswalk.number(line.number)?;
    if line.units == 0 || line.tokens.is_empty() || !row.in_force(case.visit.date) {
        return None;
    }
    let span = case.reading.span(line.tokens.clone());
    let mut service = Service::new(row.code, row.label, row.family, vec![span]);
    service.billing = case.visit.billing;
    service.item = Some(case.reading.item(line.tokens.start).start);
    service.tokens = line.tokens;
    service.units = line.units;
    service.reasons.push(line.reason);
    service.authority.push(line.authority);
    Some(service)
}

/// Adds a line to the claim.
pub(crate) fn add(case: &mut Case<'_>, line: Line) {
    let made = service(case, line);
    case.services.extend(made);
}

/// Withholds what another bills: the surgeon's operations in the anesthetist's or the
/// pathologist's note.
pub(crate) fn withhold_all_but(case: &mut Case<'_>, keep: impl Fn(&Service) -> bool, why: &str) {
    for service in &mut case.services {
        if !keep(service) {
            service.withhold(WithheldReason::NotReportable, why, None);
        }
    }
}

impl Case<'_> {
    /// Whether a class of words is said within some tokens, and not denied.
    pub(crate) fn says(&self, tokens: Range<usize>, class: &str) -> bool {
        self.reading.says(tokens, &[self.desk.crosswalk.words.get(class)])
    }

    /// The tokens within some others at which words of a class begin.
    pub(crate) fn places(&self, tokens: Range<usize>, class: &str) -> Vec<usize> {
        let word = self.desk.crosswalk.words.get(class);
        self.reading.named_in(tokens).iter().filter(|n| n.2 == word).map(|n| n.0 as usize).collect()
    }

    /// The tokens of a class's words that begin at a token.
    pub(crate) fn words_at(&self, at: usize, class: &str) -> Range<usize> {
        let word = self.desk.crosswalk.words.get(class);
        let named = self.reading.named_in(at..at + 1).iter().filter(|n| n.2 == word);
        at..at + named.map(|n| n.1 as usize).max().unwrap_or(1)
    }

    /// Where a class of words is told within some tokens, in order: not denied by the word before it.
    pub(crate) fn all_told(&self, tokens: Range<usize>, class: &str) -> Vec<Range<usize>> {
        self.reading.told(tokens, self.desk.crosswalk.words.get(class)).collect()
    }

    /// The words of a class that are told first within some tokens.
    pub(crate) fn told(&self, tokens: Range<usize>, class: &str) -> Option<Span> {
        let first = self.reading.told(tokens, self.desk.crosswalk.words.get(class)).next();
        first.map(|tokens| self.reading.span(tokens))
    }

    /// The words of a class that are told first anywhere in the note.
    pub(crate) fn told_anywhere(&self, class: &str) -> Option<Span> {
        self.told(self.reading.whole(), class)
    }

    /// The mentions of a family that tell of something done, in order.
    pub(crate) fn done(&self, family: &str) -> Vec<Range<usize>> {
        use crate::read::Status as S;
        let counts = |status| match status {
            S::Done => true,
            S::Planned | S::NotDone => self.counts_undone,
            S::Ordered | S::Before => false,
        };
        let crosswalk = &self.desk.crosswalk;
        let of_family = |p: u32| crosswalk.phrase(p).family == family;
        let mentions = self.reading.mentions.iter().filter(|m| of_family(m.phrase));
        let setting = self.visit.setting;
        mentions.filter(|m| counts(self.reading.act(m, setting))).map(|m| m.tokens.clone()).collect()
    }
}

//! A service, drug or supply on its way to the claim.

use medcode_model::{BillingContext, Code, Span, WithheldReason};
use std::ops::Range;

/// Why a line has no side: two are told, and it is asked which.
pub(crate) const SIDE_IS_ASKED: &str =
    "left in one place and right in another: no side until it is told";

/// What becomes of a service.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fate {
    /// Reported.
    Report,
    /// Seen and not reported.
    Withhold { reason: WithheldReason, detail: String, authority: Option<&'static str> },
}

/// A line of the claim in the making.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    pub(crate) code: Code,
    /// The crosswalk's label, or the installed title.
    pub(crate) label: String,
    /// The family of the crosswalk, `drug`, `supply` or `em`: what the rules over the set go by.
    pub(crate) family: &'static str,
    /// The words, the first those that name the service.
    pub(crate) evidence: Vec<Span>,
    /// The tokens that name it, where a place on the body is looked for.
    pub(crate) tokens: Range<usize>,
    /// The first token of the item it is told in: one lesion, one wound, one step.
    pub(crate) item: Option<usize>,
    pub(crate) units: u32,
    /// Two characters each, in the order they are to be printed.
    pub(crate) modifiers: Vec<&'static str>,
    pub(crate) billing: BillingContext,
    /// Ranks of the diagnoses that justify it.
    pub(crate) pointers: Vec<u32>,
    pub(crate) confidence: f32,
    pub(crate) reasons: Vec<String>,
    pub(crate) authority: Vec<&'static str>,
    pub(crate) fate: Fate,
}

impl Service {
    /// One unit of a service, to be reported.
    pub(crate) fn new(code: Code, label: &str, family: &'static str, evidence: Vec<Span>) -> Self {
        Self {
            code,
            label: label.to_owned(),
            family,
            evidence,
            tokens: 0..0,
            item: None,
            units: 1,
            modifiers: Vec::new(),
            billing: BillingContext::Professional,
            pointers: Vec::new(),
            confidence: 0.9,
            reasons: Vec::new(),
            authority: Vec::new(),
            fate: Fate::Report,
        }
    }

    pub(crate) fn is_reported(&self) -> bool {
        self.fate == Fate::Report
    }

    /// Withholds the service, if it is not withheld already.
    pub(crate) fn withhold(
        &mut self,
        reason: WithheldReason,
        detail: impl Into<String>,
        authority: Option<&'static str>,
    ) {
        if self.is_reported() {
            self.fate = Fate::Withhold { reason, detail: detail.into(), authority };
        }
    }

    /// Adds a modifier that is not there yet, with the reason and authority for it.
    pub(crate) fn modify(
        &mut self,
        modifier: &'static str,
        reason: impl Into<String>,
        authority: &'static str,
    ) {
        if !self.modifiers.contains(&modifier) {
            self.modifiers.push(modifier);
            self.reasons.push(reason.into());
            self.authority.push(authority);
        }
    }

    /// The same, with the words that ask for it among the evidence.
    pub(crate) fn modify_by(
        &mut self,
        words: Span,
        modifier: &'static str,
        reason: impl Into<String>,
        authority: &'static str,
    ) {
        if !self.modifiers.contains(&modifier) {
            self.modify(modifier, reason, authority);
            if !self.evidence.iter().any(|e| e.overlaps(words)) {
                self.evidence.push(words);
            }
        }
    }

    /// Takes modifiers off that the one who bills never gives. Each has its reason, which goes too.
    pub(crate) fn drop_modifiers(&mut self, never: &[&str]) {
        self.modifiers.retain(|m| !never.contains(m));
        let of = |reason: &String| {
            let label = reason.split_once(':').map(|(label, _)| label);
            label.is_some_and(|l| never.contains(&l))
        };
        self.reasons.retain(|r| !of(r));
    }
}

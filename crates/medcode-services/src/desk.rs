//! The way of a note through the desk of services.

use crate::crosswalk::Crosswalk;
use crate::em::{self, Level};
use crate::encounter::Encounter;
use crate::read::Reading;
use crate::service::{Fate, Service};
use crate::{drugs, families, quality, set, supplies};
use medcode_model::{Coded, Evidence, Query, Suggestion, Withheld};

/// What a visit's note gives besides its diagnoses.
#[derive(Clone, Debug, Default)]
pub struct Services {
    /// Lines to report, in order; ranks continue after the diagnoses.
    pub suggestions: Vec<Suggestion>,
    /// Seen and not reported.
    pub withheld: Vec<Withheld>,
    /// Questions to the provider.
    pub queries: Vec<Query>,
    /// The level of the visit and how it was reached, where a visit was made.
    pub level: Option<Level>,
}

/// The tables of services, ready to read notes.
pub struct Desk {
    pub(crate) crosswalk: Crosswalk,
    pub(crate) drugs: drugs::Drugs,
    pub(crate) em: em::Words,
    pub(crate) quality: quality::Measures,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// One visit on the desk: what each step has found so far.
pub(crate) struct Case<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) visit: &'a Encounter<'a>,
    pub(crate) reading: Reading<'a>,
    /// Drugs given at this visit, in order.
    pub(crate) given: Vec<drugs::Given>,
    pub(crate) services: Vec<Service>,
    pub(crate) queries: Vec<Query>,
    pub(crate) level: Option<Level>,
    /// While what was planned or called off is looked at as if it had been done.
    pub(crate) counts_undone: bool,
}

/// What is done, in this order: what was given decides how giving it is billed.
const STEPS: [fn(&mut [Case<'_>]); 6] = [
    |cases| cases.iter_mut().for_each(drugs::read),
    families::apply,
    |cases| cases.iter_mut().for_each(supplies::apply),
    |cases| cases.iter_mut().for_each(em::apply),
    |cases| cases.iter_mut().for_each(set::apply),
    |cases| cases.iter_mut().for_each(quality::apply),
];

impl Desk {
    /// Reads the tables once.
    #[must_use]
    pub fn new() -> Self {
        Self {
            crosswalk: Crosswalk::read(),
            drugs: drugs::Drugs::read(),
            em: em::Words::read(),
            quality: quality::Measures::read(),
        }
    }

    /// Our own words for services.
    #[must_use]
    pub const fn crosswalk(&self) -> &Crosswalk {
        &self.crosswalk
    }

    /// The services, drugs and supplies of a visit.
    #[must_use]
    pub fn code(&self, visit: &Encounter<'_>) -> Services {
        self.code_all(std::slice::from_ref(visit)).pop().unwrap_or_default()
    }

    /// The same of several visits, each step for all of them: the instructions of a step stay at hand.
    #[must_use]
    pub fn code_all(&self, visits: &[Encounter<'_>]) -> Vec<Services> {
        let case = |visit| Case {
            desk: self,
            visit,
            reading: Reading::of(visit.doc, &self.crosswalk, visit.date, visit.setting),
            given: Vec::new(),
            services: Vec::new(),
            queries: Vec::new(),
            level: None,
            counts_undone: false,
        };
        let mut cases: Vec<Case<'_>> = visits.iter().map(case).collect();
        for step in STEPS {
            step(&mut cases);
        }
        cases.into_iter().map(write).collect()
    }
}

/// The case as the outside sees it.
fn write(case: Case<'_>) -> Services {
    let mut out = Services { queries: case.queries, level: case.level, ..Services::default() };
    let before = case.visit.diagnoses.len() as u32;
    for service in case.services {
        let coded = Coded {
            code: service.code,
            title: service.label,
            evidence: service.evidence.iter().map(|&span| Evidence { span }).collect(),
            path: vec![service.family.to_owned()],
            path_source: "crosswalk".to_owned(),
        };
        match service.fate {
            Fate::Report => out.suggestions.push(Suggestion {
                coded,
                rank: before + out.suggestions.len() as u32 + 1,
                confidence: service.confidence,
                reasons: service.reasons,
                authority: service.authority.iter().map(|a| (*a).to_owned()).collect(),
                modifiers: service.modifiers.iter().map(|m| (*m).to_owned()).collect(),
                units: Some(service.units),
                poa: None,
                billing_context: Some(service.billing),
                pointers: service.pointers,
            }),
            Fate::Withhold { reason, detail, authority } => out.withheld.push(Withheld {
                coded,
                reason,
                detail,
                authority: authority.iter().map(|a| (*a).to_owned()).collect(),
            }),
        }
    }
    out
}

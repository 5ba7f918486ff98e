//! One code of a chart, as the page and a program give it.

use crate::fault::Fault;
use medcode::model::{BillingContext, Code, CodeSystem};
use medcode::{CodedLine, Reported};
use medcode_wire::{WireEvidence, WireSuggestion};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most codes of one chart: far above what any claim holds.
const MOST: usize = 400;

/// What was decided of a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CodeState)]
pub(crate) enum State {
    /// The engine suggests it; nobody has decided.
    Suggested,
    /// Taken as suggested.
    Accepted,
    /// Put there by hand.
    #[default]
    Added,
    /// Not taken.
    Rejected,
}

/// Words of the note, in bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CodeWords)]
pub(crate) struct Words {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last.
    pub(crate) end: u32,
    /// Where they stand in the document that the note was taken out of; what a caller says of it is
    /// passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) locator: Option<serde_json::Value>,
}

/// A code with what stands beside it on a claim.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = CodeLine)]
pub(crate) struct Line {
    /// The system.
    pub(super) system: String,
    /// The code.
    pub(super) code: String,
    /// Its title.
    #[serde(default)]
    pub(super) title: String,
    /// What was decided of it.
    #[serde(default)]
    pub(super) state: State,
    /// Modifiers.
    #[serde(default)]
    pub(super) modifiers: Vec<String>,
    /// Units.
    #[serde(default)]
    pub(super) units: Option<u32>,
    /// Present on admission.
    #[serde(default)]
    pub(super) poa: Option<String>,
    /// Places, from 1, of the diagnoses that justify a service, among those that are not rejected.
    #[serde(default)]
    pub(super) pointers: Vec<u32>,
    /// Professional, facility or DME.
    #[serde(default)]
    pub(super) billing_context: Option<String>,
    /// The words behind it.
    #[serde(default)]
    pub(super) evidence: Vec<Words>,
    /// Why it was rejected, replaced or added.
    #[serde(default)]
    pub(super) reason: Option<String>,
    /// The code in whose place it stands.
    #[serde(default)]
    pub(super) instead_of: Option<String>,
}

impl Line {
    /// Whether it is on the claim.
    pub(super) fn is_reported(&self) -> bool {
        self.state != State::Rejected
    }

    /// What names it among the codes of a chart.
    pub(super) fn name(&self) -> (&str, &str) {
        (&self.system, &self.code)
    }

    /// The code, as the model has it. `place` counts from 0.
    pub(super) fn read(&self, place: usize) -> Result<Code, Fault> {
        let wrong = |what: &str| Fault::content(format!("codes[{place}]: {what}"));
        let system = CodeSystem::parse(&self.system)
            .ok_or_else(|| wrong("system is none of ICD10CM, ICD10PCS, HCPCS, CPT"))?;
        Code::new(system, &self.code).map_err(|_| wrong("this is no code of its system"))
    }

    /// As a claim takes it.
    pub(super) fn coded(&self, place: usize) -> Result<CodedLine, Fault> {
        Ok(CodedLine {
            code: self.read(place)?,
            modifiers: self.modifiers.clone(),
            units: self.units,
            poa: self.poa.clone(),
            pointers: self.pointers.clone(),
            billing: self.billing_context.as_deref().and_then(BillingContext::parse),
        })
    }
}

/// A line of a claim as the rule book is asked of it.
pub(super) fn reported(line: &CodedLine) -> Reported<'_> {
    Reported {
        code: line.code,
        modifiers: &line.modifiers,
        units: line.units,
        poa: line.poa.as_deref(),
        pointers: &line.pointers,
    }
}

impl From<&WireSuggestion> for Line {
    fn from(s: &WireSuggestion) -> Self {
        Self {
            system: s.system.to_owned(),
            code: s.code.clone(),
            title: s.title.clone(),
            state: State::Suggested,
            modifiers: s.modifiers.clone(),
            units: s.units,
            poa: s.poa.map(ToOwned::to_owned),
            pointers: s.pointers.clone(),
            billing_context: s.billing_context.map(ToOwned::to_owned),
            evidence: s.evidence.iter().map(words).collect(),
            reason: None,
            instead_of: None,
        }
    }
}

fn words(e: &WireEvidence) -> Words {
    Words { start: e.start, end: e.end, locator: e.locator.clone() }
}

/// The codes that are on the claim, each with its place among all that were given.
pub(crate) fn coded(lines: &[Line]) -> Result<Vec<(usize, CodedLine)>, Fault> {
    if lines.len() > MOST {
        return Err(Fault::field("codes", format!("more than {MOST} codes")));
    }
    let reported = lines.iter().enumerate().filter(|(_, l)| l.is_reported());
    reported.map(|(n, l)| Ok((n, l.coded(n)?))).collect()
}

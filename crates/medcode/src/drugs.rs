//! `drugs`: a drug and a dose to the code and units they are billed by.

use crate::{Answered, AsOf, Engine};
use medcode_kb::query::NoRelease;
use medcode_model::{BillingContext, CodeSystem, Query, Setting, SourceKind, Suggestion};
use medcode_note::Document;
use medcode_services::{Encounter, Releases};

/// What a drug and its dose are billed by.
#[derive(Clone, Debug)]
pub struct DoseAnswer {
    /// Release and file.
    pub answered: Answered,
    /// The lines, with units and how they were reckoned.
    pub lines: Vec<Suggestion>,
    /// What would have to be known.
    pub questions: Vec<Query>,
}

impl Engine {
    /// The code and units of a drug and dose as a note has them (`Rocephin 1 g IM`), given in an
    /// office.
    ///
    /// # Errors
    /// When no HCPCS release answers for the date.
    pub fn dose(&self, text: &str, as_of: AsOf) -> Result<DoseAnswer, NoRelease> {
        let from = self.library().as_of(CodeSystem::Hcpcs, as_of.date, as_of.nearest)?;
        let note = format!("{text} given today.");
        let services = self.services().code(&Encounter {
            doc: &Document::read(&note),
            setting: Setting::Office,
            billing: BillingContext::Professional,
            age: None,
            sex: None,
            date: as_of.date,
            diagnoses: &[],
            seen: None,
            quality: false,
            releases: Releases { hcpcs: Some(from.release), ..Releases::default() },
        });
        let drug = |s: &Suggestion| s.coded.path.first().is_some_and(|p| p == "drug");
        let asked = |q: &Query| q.options.iter().any(|o| o.starts_with("Dose"));
        Ok(DoseAnswer {
            answered: Answered::of(&from, as_of, &[SourceKind::HcpcsFixed, SourceKind::HcpcsXlsx]),
            lines: services.suggestions.into_iter().filter(drug).collect(),
            questions: services.queries.into_iter().filter(asked).collect(),
        })
    }
}

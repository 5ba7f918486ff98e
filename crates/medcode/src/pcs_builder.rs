//! `pcs`: building an ICD-10-PCS code, value by value.

use crate::{Answered, AsOf, Engine};
use medcode_kb::query::NoRelease;
use medcode_model::{CodeSystem, SourceKind};
use medcode_pcs::{Builder, Start, Step};

/// The tables that named the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsTablesUsed {
    /// The official file.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// First day in force of the release it belongs to.
    pub release: String,
    /// They are of an earlier release than the codes: values that have come since are named
    /// by their codes only.
    pub earlier: bool,
}

/// What was found for the characters or words given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PcsFound {
    /// Characters: where the walk stands.
    Step(Box<Step>),
    /// Words: where they lead.
    Starts(Vec<Start>),
}

/// The answer of `pcs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsAnswer {
    /// What was asked.
    pub asked: String,
    /// What was found.
    pub found: PcsFound,
    /// Release and code file: they say which codes are legal.
    pub answered: Answered,
    /// The tables; `None` where none are installed.
    pub tables: Option<PcsTablesUsed>,
}

impl Engine {
    /// The builder over the release in force, with where its answers come from.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn pcs_builder(
        &self,
        as_of: AsOf,
    ) -> Result<(Builder<'_>, Answered, Option<PcsTablesUsed>), NoRelease> {
        let system = CodeSystem::Icd10Pcs;
        let from = self.library().as_of(system, as_of.date, as_of.nearest)?;
        let builder = Builder::of(from.release).ok_or(NoRelease::NotInstalled(system))?;
        let kinds = [SourceKind::PcsOrder, SourceKind::PcsCodes, SourceKind::PcsTables];
        let tables = from.release.meta().source(SourceKind::PcsTables).map(|s| PcsTablesUsed {
            file: s.file.clone(),
            sha256: s.sha256.clone(),
            release: s.release.clone(),
            earlier: s.borrowed,
        });
        Ok((builder, Answered::of(&from, as_of, &kinds), tables))
    }

    /// Where characters or words lead: characters where some legal code begins with them,
    /// else words of an operation, the Index or the body part key.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn pcs(&self, asked: &[String], as_of: AsOf) -> Result<PcsAnswer, NoRelease> {
        let (builder, answered, tables) = self.pcs_builder(as_of)?;
        let asked = asked.join(" ");
        let step = builder.step(&asked.split_whitespace().collect::<String>());
        let found = match step {
            Some(step) => PcsFound::Step(Box::new(step)),
            None => PcsFound::Starts(builder.starts(&asked)),
        };
        Ok(PcsAnswer { asked, found, answered, tables })
    }
}

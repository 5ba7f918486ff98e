//! `status` and `verify`: what is installed, in force when, from which file.

use crate::{Engine, EngineError};
use medcode_kb::query::Table;
use medcode_kb::tables::meta::Meta;
use medcode_model::{CodeSystem, Date, InForce, ReleaseId, SourceKind};

/// One installed release.
#[derive(Clone, Debug, PartialEq)]
pub struct InstalledRelease {
    /// The release.
    pub id: ReleaseId,
    /// The days it answers for.
    pub in_force: InForce,
    /// The release file.
    pub file: String,
    /// Its digest.
    pub digest: String,
    /// Its size.
    pub bytes: u64,
    /// What the file says of itself.
    pub meta: Meta,
    /// What more could be installed for it.
    pub missing: Vec<Missing>,
    /// Today lies past its own quarter and no later one is installed.
    pub stale: bool,
    /// The tables of a CPT release, each with the days it answers for.
    pub tables: Vec<(Table, InForce)>,
    /// It holds text that the user's own licence covers.
    pub licensed: bool,
}

/// A file that is not installed and what it would add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The kind of file.
    pub kind: SourceKind,
    /// What it would add.
    pub adds: &'static str,
}

/// What is installed.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Releases by system and date.
    pub releases: Vec<InstalledRelease>,
    /// Systems of which nothing is installed, and what they would add.
    pub absent: Vec<(CodeSystem, &'static str)>,
    /// The date answers hold for when none is given.
    pub default_as_of: Date,
    /// Rows of the open crosswalk, and how many have a meaning that was not checked against a
    /// public page.
    pub crosswalk: (usize, usize),
}

impl Engine {
    /// What is installed, in force when, from which file.
    ///
    /// # Errors
    /// When a release file cannot be used.
    pub fn status(&self, today: Date) -> Result<Status, EngineError> {
        let mut releases = Vec::new();
        let mut tables: Vec<(ReleaseId, Table, InForce)> = Vec::new();
        for table in Table::ALL {
            let found = self.library().tables(table)?;
            tables.extend(found.iter().map(|t| (t.release.id(), t.table, t.in_force)));
        }
        for (id, in_force, entry) in self.library().releases() {
            let release = self.library().get(id)?;
            let meta = release.meta().clone();
            let last = in_force.to == Date::MAX;
            releases.push(InstalledRelease {
                id,
                in_force,
                file: entry.file.clone(),
                digest: medcode_release::hex(release.file().digest()),
                bytes: release.file().size(),
                missing: missing(&meta, id.system),
                stale: id.system == CodeSystem::Hcpcs && last && today > id.own_end(),
                tables: tables.iter().filter(|t| t.0 == id).map(|t| (t.1, t.2)).collect(),
                licensed: release.has_licensed_text(),
                meta,
            });
        }
        let absent = [
            (CodeSystem::Icd10Cm, "diagnosis codes"),
            (CodeSystem::Icd10Pcs, "inpatient procedure codes"),
            (CodeSystem::Hcpcs, "supplies, drugs and services (HCPCS Level II)"),
            (
                CodeSystem::Cpt,
                "which CPT numbers exist: the Medicare fee schedule, NCCI edits, your own licensed files",
            ),
        ];
        let absent =
            absent.into_iter().filter(|(s, _)| !releases.iter().any(|r| r.id.system == *s)).collect();
        let rows = self.crosswalk().rows();
        let unverified = rows.iter().filter(|r| !r.is_verified()).count();
        let default_as_of = self.library().default_date(today);
        Ok(Status { releases, absent, default_as_of, crosswalk: (rows.len(), unverified) })
    }

    /// Reads every byte of every release file and compares its digest. The callback hears
    /// of each file before it is read.
    ///
    /// # Errors
    /// Names the first file and section that do not match.
    pub fn verify(&self, mut on: impl FnMut(ReleaseId)) -> Result<Vec<ReleaseId>, EngineError> {
        let ids: Vec<ReleaseId> = self.library().releases().map(|(id, ..)| id).collect();
        for &id in &ids {
            on(id);
            self.library().get(id)?.file().verify()?;
        }
        Ok(ids)
    }
}

/// The files a release lacks, the most useful first.
fn missing(meta: &Meta, system: CodeSystem) -> Vec<Missing> {
    const CM: &[Missing] = &[
        Missing {
            kind: SourceKind::CmTabular,
            adds: "hierarchy, instructional notes, seventh characters",
        },
        Missing { kind: SourceKind::CmIndex, adds: "the Alphabetic Index: paths from words to codes" },
        Missing { kind: SourceKind::CmOrder, adds: "the official long and short titles" },
        Missing { kind: SourceKind::CmNeoplasm, adds: "the Table of Neoplasms" },
        Missing { kind: SourceKind::CmDrug, adds: "the Table of Drugs and Chemicals" },
        Missing { kind: SourceKind::CmExternalCause, adds: "the External Cause Index" },
        Missing { kind: SourceKind::CmPoaExempt, adds: "which codes are exempt from POA reporting" },
        Missing { kind: SourceKind::CmConversion, adds: "what took the place of retired codes" },
        Missing { kind: SourceKind::CmGuidelines, adds: "the text of the Official Guidelines" },
    ];
    const PCS: &[Missing] = &[
        Missing {
            kind: SourceKind::PcsOrder,
            adds: "which codes are legal on the date, and their titles",
        },
        Missing { kind: SourceKind::PcsTables, adds: "the tables: building a code value by value" },
        Missing { kind: SourceKind::PcsIndex, adds: "the index" },
        Missing {
            kind: SourceKind::PcsDefinitions,
            adds: "definitions of root operations, approaches, devices",
        },
    ];
    let wanted = match system {
        CodeSystem::Icd10Cm => CM,
        CodeSystem::Icd10Pcs => PCS,
        _ => &[],
    };
    wanted.iter().filter(|m| meta.source(m.kind).is_none()).copied().collect()
}

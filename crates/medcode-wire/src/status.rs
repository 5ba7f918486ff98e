//! `status --json`.

use medcode::kb::tables::meta::{ReleaseFrom, Source};
use medcode::model::{CodeSystem, Date};
use medcode::{InstalledRelease, Status};
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer of `status --json`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireStatus {
    /// The date answers hold for when none is given.
    pub default_as_of: String,
    /// Installed releases.
    pub releases: Vec<WireRelease>,
    /// Systems of which nothing is installed.
    pub absent: Vec<WireMissing>,
    /// The open crosswalk from services to numbers.
    pub crosswalk: WireCrosswalk,
    /// Whose CPT is, and what billing with it asks for.
    pub notice: Option<&'static str>,
}

/// The open crosswalk.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireCrosswalk {
    /// Rows.
    pub rows: usize,
    /// Rows whose meaning was not checked against a public page.
    pub unverified: usize,
}

/// A table of procedure codes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireTable {
    /// `cpt`, `pfs`, `mue-practitioner`, `mue-outpatient`, `mue-dme`, `add-on`.
    pub table: &'static str,
    /// First day it answers for.
    pub from: String,
    /// Last day; null where it goes on.
    pub to: Option<String>,
}

/// An installed release.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireRelease {
    /// The system.
    pub system: &'static str,
    /// First day in force.
    pub release: String,
    /// First day it answers for.
    pub from: String,
    /// Last day it answers for; null where no later release is installed and it goes on.
    pub to: Option<String>,
    /// Today lies past its own quarter and no later one is installed.
    pub stale: bool,
    /// The release file.
    pub file: String,
    /// Its digest (blake3 of the table of contents).
    pub digest: String,
    /// Its size.
    pub bytes: u64,
    /// Named counts.
    pub counts: BTreeMap<String, u64>,
    /// The official files it was made from.
    pub sources: Vec<WireSource>,
    /// Files that are not installed for it.
    pub missing: Vec<WireMissing>,
    /// The tables of a CPT release.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<WireTable>,
    /// It holds text that the user's own licence covers.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub licensed: bool,
}

/// An official file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSource {
    /// What it is.
    pub kind: String,
    /// Its name.
    pub file: String,
    /// Folders and archives it lay in.
    pub origin: Vec<String>,
    /// Its sha256.
    pub sha256: String,
    /// The release it belongs to.
    pub release: String,
    /// `stated`, `inferred` or `flag`.
    pub release_from: &'static str,
    /// A reconstruction, not the publisher's file.
    pub rebuilt: bool,
    /// Belongs to another release and stands in for one that is not installed.
    pub borrowed: bool,
    /// Rows read.
    pub rows: u64,
    /// Problems met.
    pub problems: u64,
    /// The first of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first_problems: Vec<String>,
}

/// Something that is not installed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireMissing {
    /// The kind of file or the system.
    pub what: &'static str,
    /// What it would add.
    pub adds: &'static str,
}

impl From<&Status> for WireStatus {
    fn from(status: &Status) -> Self {
        Self {
            default_as_of: status.default_as_of.to_string(),
            releases: status.releases.iter().map(release).collect(),
            absent: status
                .absent
                .iter()
                .map(|(system, adds)| WireMissing { what: system.id(), adds })
                .collect(),
            crosswalk: WireCrosswalk { rows: status.crosswalk.0, unverified: status.crosswalk.1 },
            notice: CodeSystem::Cpt.notice(),
        }
    }
}

fn release(r: &InstalledRelease) -> WireRelease {
    WireRelease {
        system: r.id.system.id(),
        release: r.id.from.to_string(),
        from: r.in_force.from.to_string(),
        to: (r.in_force.to != Date::MAX).then(|| r.in_force.to.to_string()),
        stale: r.stale,
        file: r.file.clone(),
        digest: r.digest.clone(),
        bytes: r.bytes,
        counts: r.meta.counts.iter().cloned().collect(),
        sources: r.meta.sources.iter().map(source).collect(),
        missing: r.missing.iter().map(|m| WireMissing { what: m.kind.name(), adds: m.adds }).collect(),
        tables: r
            .tables
            .iter()
            .map(|(table, days)| WireTable {
                table: table.id(),
                from: days.from.to_string(),
                to: (days.to != Date::MAX).then(|| days.to.to_string()),
            })
            .collect(),
        licensed: r.licensed,
    }
}

fn source(s: &Source) -> WireSource {
    WireSource {
        kind: s.kind.clone(),
        file: s.file.clone(),
        origin: s.origin.clone(),
        sha256: s.sha256.clone(),
        release: s.release.clone(),
        release_from: match s.release_from {
            ReleaseFrom::Stated => "stated",
            ReleaseFrom::Inferred => "inferred",
            ReleaseFrom::Flag => "flag",
        },
        rebuilt: s.rebuilt,
        borrowed: s.borrowed,
        rows: s.rows,
        problems: s.problems,
        first_problems: s.first_problems.clone(),
    }
}

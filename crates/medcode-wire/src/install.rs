//! `install --json`.

use medcode::kb::tables::meta::ReleaseFrom;
use medcode::model::{Problem, Severity};
use medcode::release::install::{Built, Report, Taken};
use serde::Serialize;
use std::collections::BTreeMap;

/// What an installation did.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireInstall {
    /// The releases compiled.
    pub releases: Vec<WireBuilt>,
    /// The files taken in.
    pub taken: Vec<WireTaken>,
    /// The files that could not be used.
    pub not_used: Vec<WireNotUsed>,
    /// The files that are not needed.
    pub left_alone: Vec<WireNotUsed>,
    /// Files kept for a release whose codes are not installed yet.
    pub waiting: Vec<WireWaiting>,
    /// Problems inside files.
    pub problems: Vec<WireProblem>,
}

/// A release that was compiled.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireBuilt {
    /// The system.
    pub system: &'static str,
    /// First day in force.
    pub release: String,
    /// Size of its file.
    pub bytes: u64,
    /// Named counts.
    pub counts: BTreeMap<String, u64>,
}

/// A file that was taken in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireTaken {
    /// The file, with the folders and archives it lay in.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// What it is.
    pub kind: &'static str,
    /// The system.
    pub system: &'static str,
    /// The release it belongs to.
    pub release: String,
    /// `stated`, `inferred` or `flag`.
    pub release_from: &'static str,
    /// From what it was inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<String>,
}

/// A file that was not used, and why.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireNotUsed {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// A file that waits for its release.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireWaiting {
    /// The system.
    pub system: &'static str,
    /// First day in force.
    pub release: String,
    /// What the file is.
    pub kind: &'static str,
}

/// A problem inside a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireProblem {
    /// The file.
    pub file: String,
    /// `note`, `warning` or `error`.
    pub severity: &'static str,
    /// Byte offset in the file.
    pub byte: u64,
    /// Line, from 1; 0 where lines mean nothing.
    pub line: u32,
    /// Column in bytes, from 1; 0 where columns mean nothing.
    pub column: u32,
    /// What is wrong, and what was done about it or what to do.
    pub message: String,
}

impl From<&Report> for WireInstall {
    fn from(report: &Report) -> Self {
        let not_used =
            |(file, why): (&String, &String)| WireNotUsed { file: file.clone(), why: why.clone() };
        Self {
            releases: report.built.iter().map(built).collect(),
            taken: report.taken.iter().map(taken).collect(),
            not_used: report.trouble.iter().map(|t| (&t.what, &t.message)).map(not_used).collect(),
            left_alone: report.left_alone.iter().map(|l| (&l.file, &l.why)).map(not_used).collect(),
            waiting: report
                .waiting
                .iter()
                .map(|(id, kind)| WireWaiting {
                    system: id.system.id(),
                    release: id.from.to_string(),
                    kind: kind.id(),
                })
                .collect(),
            problems: report.problems.iter().map(problem).collect(),
        }
    }
}

fn built(b: &Built) -> WireBuilt {
    WireBuilt {
        system: b.id.system.id(),
        release: b.id.from.to_string(),
        bytes: b.bytes,
        counts: b.counts.iter().cloned().collect(),
    }
}

fn taken(t: &Taken) -> WireTaken {
    WireTaken {
        file: t.file.clone(),
        sha256: t.sha256.clone(),
        kind: t.kind.id(),
        system: t.id.system.id(),
        release: t.id.from.to_string(),
        release_from: match t.from {
            ReleaseFrom::Stated => "stated",
            ReleaseFrom::Inferred => "inferred",
            ReleaseFrom::Flag => "flag",
        },
        inferred_from: t.inferred.clone(),
    }
}

fn problem((file, p): &(String, Problem)) -> WireProblem {
    WireProblem {
        file: file.clone(),
        severity: match p.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        byte: p.position.byte,
        line: p.position.line,
        column: p.position.column,
        message: p.message.clone(),
    }
}

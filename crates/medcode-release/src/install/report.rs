//! What an installation did.

use crate::home::Home;
use medcode_kb::tables::meta::ReleaseFrom;
use medcode_model::{Problem, ReleaseId, SourceKind};
use std::path::PathBuf;

/// A file that was taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The file, with the folders and archives it lay in.
    pub file: String,
    /// Its sha256 in hex.
    pub sha256: String,
    /// What it is.
    pub kind: SourceKind,
    /// The release it belongs to.
    pub id: ReleaseId,
    /// How that was found.
    pub from: ReleaseFrom,
    /// From what the release was inferred, where it was.
    pub inferred: Option<String>,
}

/// A file that medcode does not need.
#[derive(Clone, Debug)]
pub struct LeftAlone {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// A file or release that could not be used; the rest went on.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// The file or release.
    pub what: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A release that was compiled.
#[derive(Clone, Debug)]
pub struct Built {
    /// The release.
    pub id: ReleaseId,
    /// Named counts.
    pub counts: Vec<(String, u64)>,
    /// Size of its file.
    pub bytes: u64,
}

/// What an installation did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Files taken in.
    pub taken: Vec<Taken>,
    /// Files not needed.
    pub left_alone: Vec<LeftAlone>,
    /// Files and releases that could not be used.
    pub trouble: Vec<Trouble>,
    /// Releases compiled.
    pub built: Vec<Built>,
    /// Files kept for a release whose codes are not installed yet.
    pub waiting: Vec<(ReleaseId, SourceKind)>,
    /// Problems inside files, each with its file.
    pub problems: Vec<(String, Problem)>,
}

/// Why an installation could not be done at all. What was installed before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// The folder cannot be used.
    #[error("cannot use the folder {folder}: {source}")]
    Home {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// `--release` is no release.
    #[error("`{0}` is no release: write 2026-04-01, 2026-04 or FY2026")]
    BadRelease(String),
    /// No file could be taken in.
    #[error("nothing was installed: {}", nothing(.0))]
    Nothing(Box<Report>),
}

impl InstallError {
    pub(crate) fn home(home: &Home) -> impl Fn(std::io::Error) -> Self + use<> {
        let folder = home.root().to_owned();
        move |source| Self::Home { folder: folder.clone(), source }
    }
}

/// Why nothing came of an installation.
fn nothing(report: &Report) -> &'static str {
    if report.trouble.is_empty() {
        "there is no file here that medcode reads"
    } else {
        "no file could be used; what was installed before is untouched"
    }
}

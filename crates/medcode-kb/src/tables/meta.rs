//! What a release file says of itself: its release, the files it was made from, and what
//! was found in them.

use medcode_model::{CodeSystem, Date, ReleaseId, SourceKind};
use serde::{Deserialize, Serialize};

/// Section name.
pub(crate) const SECTION: &str = "meta";

/// How the release of a source file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReleaseFrom {
    /// The file states it in full.
    Stated,
    /// The file states a year, a file, zip or folder name the rest.
    Inferred,
    /// The user said so.
    Flag,
}

/// One official file that a release was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// [`SourceKind::id`].
    pub kind: String,
    /// The file's own name.
    pub file: String,
    /// The folders and archives it lay in, outermost first (file names only).
    pub origin: Vec<String>,
    /// sha256 of its bytes, in hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// First day in force of the release it belongs to (not this file's release where it
    /// is borrowed from another).
    pub release: String,
    /// How that release was found.
    pub release_from: ReleaseFrom,
    /// Not the publisher's own file but a reconstruction.
    pub rebuilt: bool,
    /// Belongs to another release and stands in for one that is not installed.
    pub borrowed: bool,
    /// Rows read.
    pub rows: u64,
    /// Problems met.
    pub problems: u64,
    /// The first problems, with their positions.
    pub first_problems: Vec<String>,
}

impl Source {
    /// The kind, where this version knows it.
    #[must_use]
    pub fn kind(&self) -> Option<SourceKind> {
        SourceKind::parse(&self.kind)
    }
}

/// What a release file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// [`CodeSystem::id`].
    pub system: String,
    /// First day in force.
    pub from: String,
    /// The files, in the order of their kinds.
    pub sources: Vec<Source>,
    /// Named counts, for `status`: codes, billable, notes, notes parsed, index entries, ...
    pub counts: Vec<(String, u64)>,
}

impl Meta {
    /// The release.
    #[must_use]
    pub fn release(&self) -> Option<ReleaseId> {
        let system = CodeSystem::parse(&self.system)?;
        Some(ReleaseId { system, from: self.from.parse::<Date>().ok()? })
    }

    /// The source of a kind.
    #[must_use]
    pub fn source(&self, kind: SourceKind) -> Option<&Source> {
        self.sources.iter().find(|s| s.kind == kind.id())
    }

    /// A named count; zero where it was not counted.
    #[must_use]
    pub fn count(&self, name: &str) -> u64 {
        self.counts.iter().find(|(n, _)| n == name).map_or(0, |(_, n)| *n)
    }

    /// Adds the section.
    pub fn write(&self, out: &mut super::ReleaseWriter) {
        out.bytes(SECTION, serde_json::to_vec(self).unwrap_or_default());
    }

    /// Reads the section.
    #[must_use]
    pub fn read(file: &crate::container::Container) -> Option<Self> {
        serde_json::from_slice(file.section(SECTION)).ok()
    }
}

//! The list of official files that were taken in.

use super::Home;
use medcode_kb::tables::meta::ReleaseFrom;
use medcode_model::{Date, ReleaseId, SourceKind};
use serde::{Deserialize, Serialize};
use std::io;

const FILE: &str = "sources.json";

/// One official file that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// [`SourceKind::id`].
    pub kind: String,
    /// First day in force of its release.
    pub release: String,
    /// How that was found.
    pub release_from: ReleaseFrom,
    /// sha256 of its bytes, in hex.
    pub sha256: String,
    /// Its own name.
    pub file: String,
    /// Folders and archives it lay in, outermost first.
    pub origin: Vec<String>,
    /// Its size.
    pub bytes: u64,
    /// Not the publisher's own file but a reconstruction.
    pub rebuilt: bool,
}

impl Kept {
    /// The kind, where this version knows it.
    #[must_use]
    pub fn kind(&self) -> Option<SourceKind> {
        SourceKind::parse(&self.kind)
    }

    /// The release it belongs to.
    #[must_use]
    pub fn id(&self) -> Option<ReleaseId> {
        let from = self.release.parse::<Date>().ok()?;
        Some(ReleaseId { system: self.kind()?.system(), from })
    }
}

/// All kept files, one for each kind and release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Sorted by release and kind.
    pub files: Vec<Kept>,
}

impl Ledger {
    /// Reads the list; empty where there is none.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn read(home: &Home) -> io::Result<Self> {
        match std::fs::read(home.root().join(FILE)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::other),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(e),
        }
    }

    /// Writes the list in one step.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, home: &Home) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        bytes.push(b'\n');
        super::write_aside(&home.root().join(FILE), &bytes)
    }

    /// Takes a file in; it replaces one of the same kind and release.
    pub fn take(&mut self, kept: Kept) {
        self.files.retain(|k| (&k.kind, &k.release) != (&kept.kind, &kept.release));
        self.files.push(kept);
        self.files.sort_by(|a, b| {
            (a.kind().map(SourceKind::system), &a.release, a.kind()).cmp(&(
                b.kind().map(SourceKind::system),
                &b.release,
                b.kind(),
            ))
        });
    }

    /// The file of a kind that belongs to a release.
    #[must_use]
    pub fn find(&self, kind: SourceKind, id: ReleaseId) -> Option<&Kept> {
        self.files.iter().find(|k| k.kind() == Some(kind) && k.id() == Some(id))
    }
}

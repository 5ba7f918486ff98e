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
    /// Which part it is of files that come in several, from 1; 0 where it is the whole.
    #[serde(default, skip_serializing_if = "is_whole")]
    pub part: u8,
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

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
const fn is_whole(part: &u8) -> bool {
    *part == 0
}

/// All kept files, one for each kind, release and part.
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

    /// Takes a file in; it replaces one of the same kind, release and part.
    pub fn take(&mut self, kept: Kept) {
        self.files.retain(|k| (&k.kind, &k.release, k.part) != (&kept.kind, &kept.release, kept.part));
        self.files.push(kept);
        self.files.sort_by_cached_key(|k| {
            (k.kind().map(SourceKind::system), k.release.clone(), k.kind(), k.part)
        });
    }

    /// The files of a kind that belong to a release: one, or the parts of one in their order.
    /// The publisher's parts speak before a whole that someone made of them.
    pub fn parts(&self, kind: SourceKind, id: ReleaseId) -> impl Iterator<Item = &Kept> {
        let all = move |k: &&Kept| k.kind() == Some(kind) && k.id() == Some(id);
        let in_parts = self.files.iter().filter(all).any(|k| k.part > 0);
        self.files.iter().filter(all).filter(move |k| (k.part > 0) == in_parts)
    }

    /// The file of a kind that belongs to a release.
    #[must_use]
    pub fn find(&self, kind: SourceKind, id: ReleaseId) -> Option<&Kept> {
        self.files.iter().find(|k| k.kind() == Some(kind) && k.id() == Some(id))
    }
}

//! The list of release files that make up the knowledge base. Replacing it, by a rename, is
//! what makes an installation take effect all at once or not at all.

use crate::Error;
use medcode_model::{CodeSystem, Date, ReleaseId};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The file name of the manifest in the home folder.
pub const FILE: &str = "kb.json";

/// One release file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// [`CodeSystem::id`].
    pub system: String,
    /// First day in force.
    pub from: String,
    /// The file, relative to the home folder.
    pub file: String,
    /// Its digest (blake3 of its table of contents), in hex.
    pub digest: String,
    /// Its size.
    pub bytes: u64,
}

impl ManifestEntry {
    /// The release.
    #[must_use]
    pub fn release(&self) -> Option<ReleaseId> {
        let from = self.from.parse::<Date>().ok()?;
        Some(ReleaseId { system: CodeSystem::parse(&self.system)?, from })
    }
}

/// The release files in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Sorted by system and date.
    pub releases: Vec<ManifestEntry>,
}

impl Manifest {
    /// Reads the manifest of a home folder; an empty one where nothing is installed.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn read(home: &Path) -> Result<Self, Error> {
        let path = home.join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(Error::Io { path, source }),
        };
        serde_json::from_slice(&bytes).map_err(|e| Error::Damaged {
            path,
            what: format!("its list of releases is not readable: {e}"),
        })
    }

    /// The bytes to write.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

//! The engine: everything that is installed, ready to answer.

use medcode_kb::query::{Library, NoRelease};
use std::path::Path;

/// Why the engine cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The knowledge base cannot be used.
    #[error(transparent)]
    Base(#[from] medcode_kb::Error),
    /// No release answers for the date.
    #[error(transparent)]
    NoRelease(#[from] NoRelease),
}

/// Everything that is installed, ready to answer. Cheap to open; share one between threads.
pub struct Engine {
    library: Library,
}

impl Engine {
    /// Opens the knowledge base of a home folder; an empty one where nothing is installed.
    ///
    /// # Errors
    /// When its list of releases cannot be read.
    pub fn open(home: &Path) -> Result<Self, EngineError> {
        Ok(Self { library: Library::open(home)? })
    }

    /// An engine over releases held in memory.
    #[must_use]
    pub const fn of(library: Library) -> Self {
        Self { library }
    }

    /// The installed releases.
    #[must_use]
    pub const fn library(&self) -> &Library {
        &self.library
    }
}

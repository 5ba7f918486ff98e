//! The folder where the knowledge base lives: release files, the official files they were
//! made from, and the lists of both.

mod keep;
mod ledger;
mod switch;

pub use ledger::{Kept, Ledger};
pub use switch::{Lock, write_aside};

use std::path::{Path, PathBuf};

/// The folder of an installation.
#[derive(Clone, Debug)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// An installation in this folder, which need not exist yet.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where release files lie.
    #[must_use]
    pub fn releases(&self) -> PathBuf {
        self.root.join("kb")
    }

    /// Where the official files are kept, compressed, under their sha256.
    #[must_use]
    pub fn sources(&self) -> PathBuf {
        self.root.join("sources")
    }

    /// Where downloads are put until they are complete.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.root.join("downloads")
    }
}

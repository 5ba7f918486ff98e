//! What can go wrong when a knowledge base file is opened.

use std::path::PathBuf;

/// A knowledge base file that cannot be used, and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read at all.
    #[error("cannot read {path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Not one of our files.
    #[error("{0} is not a medcode knowledge base file; run `medcode install` again")]
    NotOurs(PathBuf),
    /// Written by another version.
    #[error(
        "{path} has format {found}, this medcode reads format {wanted}; run `medcode install` again to rebuild it"
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The version it has.
        found: u32,
        /// The version this build reads.
        wanted: u32,
    },
    /// Bytes are missing or were changed.
    #[error("{path} is damaged ({what}); run `medcode install` again to rebuild it")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
}

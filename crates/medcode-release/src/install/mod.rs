//! Taking official files in: recognise, keep, compile what they change, switch over.
//!
//! Nothing that answers is touched until every new release file is written and verified;
//! then the list of releases is replaced in one step. A file whose reader says that it
//! cannot be used is refused: what was installed in its place stays.

mod build;
mod meet;
mod plan;
mod report;

pub use build::rebuild;
pub use report::{Built, InstallError, LeftAlone, Report, Taken, Trouble};

use crate::home::{Home, Ledger, Lock};
use crate::input::Input;
use crate::progress::Progress;
use medcode_model::CodeSystem;
use std::path::PathBuf;

/// Official files to take in.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files, folders and archives.
    pub given: Vec<Given>,
    /// Take only files of these systems; of all where it is empty.
    pub only: Vec<CodeSystem>,
}

impl Request {
    /// All that these files, folders and archives hold and state the release of.
    #[must_use]
    pub fn of(paths: &[PathBuf]) -> Self {
        let given = |path: &PathBuf| Given { path: path.clone(), release: None };
        Self { given: paths.iter().map(given).collect(), only: Vec::new() }
    }
}

/// A file, folder or archive.
#[derive(Clone, Debug)]
pub struct Given {
    /// Where it lies.
    pub path: PathBuf,
    /// The release of files in it that do not state theirs.
    pub release: Option<String>,
}

/// Reads official files, folders and archives into the knowledge base.
///
/// # Errors
/// When the folder of the installation cannot be used, when a given release is none, or
/// when no file could be taken in at all. Trouble with single files is in the report.
pub fn install(home: &Home, request: &Request, progress: &dyn Progress) -> Result<Report, InstallError> {
    let _lock = Lock::take(home).map_err(InstallError::home(home))?;
    let mut ledger = Ledger::read(home).map_err(InstallError::home(home))?;
    let before = ledger.clone();
    let mut report = Report::default();
    let mut run = meet::Run::new(home, &request.only, &mut report);
    for given in &request.given {
        progress.begin(&format!("reading {}", given.path.display()), None);
        for entry in Input::open(&given.path) {
            run.meet(entry, given.release.as_deref())?;
            progress.advance(1);
        }
        progress.end();
    }
    for kept in run.finish() {
        ledger.take(kept);
    }
    build::rebuild(home, &mut ledger, &before, &mut report, progress)?;
    if report.taken.is_empty() {
        return Err(InstallError::Nothing(Box::new(report)));
    }
    Ok(report)
}

#[cfg(test)]
mod tests;

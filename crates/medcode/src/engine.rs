//! The engine: everything that is installed, ready to answer.

use medcode_coder::Coder;
use medcode_kb::query::{Library, NoRelease};
use medcode_rules::RuleBook;
use medcode_rules::own::Policy;
use medcode_services::Desk;
use medcode_services::crosswalk::Crosswalk;
use std::path::Path;
use std::sync::OnceLock;

/// Why the engine cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The knowledge base cannot be used.
    #[error(transparent)]
    Base(#[from] medcode_kb::Error),
    /// No release answers for the date.
    #[error(transparent)]
    NoRelease(#[from] NoRelease),
    /// The user's own rules cannot be used.
    #[error(transparent)]
    Own(#[from] crate::PolicyError),
}

/// Everything that is installed, ready to answer. Cheap to open; share one between threads.
pub struct Engine {
    library: Library,
    /// Made when the first note is coded: look-ups need no vocabulary.
    coder: OnceLock<Coder>,
    /// Likewise.
    services: OnceLock<Desk>,
    /// Likewise.
    procedures: OnceLock<medcode_pcs::Desk>,
    rules: RuleBook,
}

impl Engine {
    /// Opens the knowledge base of a home folder; an empty one where nothing is installed.
    ///
    /// # Errors
    /// When its list of releases cannot be read.
    pub fn open(home: &Path) -> Result<Self, EngineError> {
        Ok(Self::of(Library::open(home)?))
    }

    /// The same, with the user's own rules that stand in the home folder.
    ///
    /// # Errors
    /// When its list of releases cannot be read, or its rules cannot be used.
    pub fn of_home(home: &Path) -> Result<Self, EngineError> {
        Ok(Self::open(home)?.under(crate::own_policy(home, None, &[])?))
    }

    /// An engine over releases held in memory.
    #[must_use]
    pub fn of(library: Library) -> Self {
        Self {
            library,
            coder: OnceLock::new(),
            services: OnceLock::new(),
            procedures: OnceLock::new(),
            rules: RuleBook::new(),
        }
    }

    /// The engine with rules, exceptions and limits of the user's own.
    #[must_use]
    pub fn under(self, policy: Policy) -> Self {
        Self { rules: RuleBook::with(policy), ..self }
    }

    /// The installed releases.
    #[must_use]
    pub const fn library(&self) -> &Library {
        &self.library
    }

    /// The rule book.
    pub(crate) const fn rules(&self) -> &RuleBook {
        &self.rules
    }

    /// The desk of services.
    pub(crate) fn services(&self) -> &Desk {
        self.services.get_or_init(Desk::new)
    }

    /// The desk of inpatient procedures.
    pub(crate) fn procedures(&self) -> &medcode_pcs::Desk {
        self.procedures.get_or_init(medcode_pcs::Desk::new)
    }

    /// Our own words for services.
    pub(crate) fn crosswalk(&self) -> &Crosswalk {
        self.services().crosswalk()
    }

    /// The coder.
    pub(crate) fn coder(&self) -> &Coder {
        self.coder.get_or_init(Coder::new)
    }
}

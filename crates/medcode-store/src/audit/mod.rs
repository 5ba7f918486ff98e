//! Who did what: an append-only log whose entries are chained by their digests.

pub(crate) mod chain;
mod sql;

use async_trait::async_trait;

use crate::words::words;
use crate::{Change, Digest, EncounterId, Millis, PatientId, Result};

words! {
    /// What an entry is about.
    SubjectKind {
        /// A user.
        User = "user",
        /// An invitation.
        Invitation = "invitation",
        /// A session.
        Session = "session",
        /// An API key.
        ApiKey = "api_key",
        /// A patient.
        Patient = "patient",
        /// A payer.
        Payer = "payer",
        /// A provider.
        Provider = "provider",
        /// A list of charges.
        ChargeList = "charge_list",
        /// An encounter.
        Encounter = "encounter",
        /// A note.
        Note = "note",
        /// A code set: the encounter's identifier, `/`, the sequence.
        CodeSet = "code_set",
        /// A favourite or a note on a code.
        Favourite = "favourite",
        /// People who learn together, and their assignments.
        Cohort = "cohort",
        /// A piece of long work.
        Job = "job",
        /// A mock exam.
        Exam = "exam",
        /// A credential, units of continuing education, a paper of them.
        Credential = "credential",
        /// A policy of retention.
        Policy = "policy",
        /// An export.
        Export = "export",
        /// An installed release.
        Release = "release",
        /// The system as a whole.
        System = "system",
    }
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its kind.
    pub kind: SubjectKind,
    /// Its identifier.
    pub id: String,
}

impl Subject {
    /// The subject of this kind with this identifier.
    pub fn new(kind: SubjectKind, id: impl ToString) -> Self {
        Self { kind, id: id.to_string() }
    }
}

/// An entry to be made. The store makes those of its own changes itself; this is for what else must
/// be known later: exports, sign-ins that failed, records that were looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What was done: `export.written`, `login.failed`, ...
    pub action: String,
    /// To what.
    pub subject: Subject,
    /// JSON, without a patient's words; `{}` when there is nothing to say.
    pub detail: String,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 1, 2, 3, ... without a gap.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// Who: `user:ID`, `key:ID`, `system:NAME`.
    pub actor: String,
    /// By which request.
    pub request: Option<String>,
    /// What was done.
    pub action: String,
    /// The kind of what it was done to (a [`SubjectKind`], as a word).
    pub subject_kind: String,
    /// The identifier of what it was done to.
    pub subject_id: String,
    /// JSON.
    pub detail: String,
    /// The digest of the entry before; zeros for the first.
    pub prev: Digest,
    /// The digest of this entry: see `docs/records.md` for what is digested.
    pub digest: Digest,
}

/// Which entries are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// By whom, as it stands in the log.
    pub actor: Option<String>,
    /// What was done, or its beginning up to a dot: `user` finds `user.created`.
    pub action: Option<String>,
    /// To a subject of this kind.
    pub subject_kind: Option<SubjectKind>,
    /// To this subject.
    pub subject_id: Option<String>,
    /// From this time.
    pub from: Option<Millis>,
    /// Before this time.
    pub until: Option<Millis>,
}

/// What a walk through the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries were walked and found good.
    pub entries: i64,
    /// The digest of the last good one: note it elsewhere, and a later log must contain it.
    pub head: Digest,
    /// The first fault, if there is one.
    pub fault: Option<Fault>,
}

/// Where the chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// At which entry.
    pub seq: i64,
    /// In what way.
    pub why: &'static str,
}

/// The audit log.
#[async_trait]
pub trait Audit: Send + Sync {
    /// Makes an entry. `Invalid` for an empty action or a detail that is not JSON.
    async fn log(&self, change: &Change, entry: NewEntry) -> Result<()>;

    /// Logs that the record of a patient was opened.
    async fn patient_opened(&self, change: &Change, patient: &PatientId) -> Result<()>;

    /// Logs that an encounter was opened; its patient, where known, stands in the entry.
    async fn encounter_opened(&self, change: &Change, encounter: &EncounterId) -> Result<()>;

    /// Entries before this sequence (`None`: from the last), the newest first, at most `limit`.
    async fn entries(&self, filter: &AuditFilter, before: Option<i64>, limit: i64)
    -> Result<Vec<Entry>>;

    /// Entries from this sequence on, the oldest first, at most `limit`: for export.
    async fn entries_from(&self, seq: i64, limit: i64) -> Result<Vec<Entry>>;

    /// Walks the whole chain and says the first fault.
    async fn verify_audit(&self) -> Result<Verdict>;
}

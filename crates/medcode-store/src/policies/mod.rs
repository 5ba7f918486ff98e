//! How long records are kept, and how they go.

mod sql;

use async_trait::async_trait;

use crate::words::words;
use crate::{Change, EncounterId, Millis, PatientId, Result};

words! {
    /// What a policy is about.
    RetentionKind {
        /// Text and original of the notes of closed encounters, from the encounter's last change.
        Notes = "notes",
        /// All content of closed encounters (facts, notes, code sets, decisions), from the last change.
        Encounters = "encounters",
        /// Jobs that are over, from their end.
        Jobs = "jobs",
    }
}

/// A policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Of what.
    pub kind: RetentionKind,
    /// Kept so many days; `None` for ever, which is what a new database has.
    pub days: Option<i64>,
}

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Patients whose record was emptied.
    pub patients: i64,
    /// Encounters whose content was emptied.
    pub encounters: i64,
    /// Versions of notes whose text was removed.
    pub notes: i64,
    /// Code sets whose document was removed.
    pub code_sets: i64,
    /// Jobs that were removed.
    pub jobs: i64,
}

/// Retention and erasure. The audit log is never erased.
#[async_trait]
pub trait Policies: Send + Sync {
    /// The policy of every kind.
    async fn retention(&self) -> Result<Vec<Retention>>;

    /// Sets a policy; nothing is erased by it. `Invalid` for less than one day.
    async fn set_retention(&self, change: &Change, to: Retention) -> Result<()>;

    /// What [`apply_retention`](Self::apply_retention) would erase at this time. Nothing is changed.
    async fn preview_retention(&self, now: Millis) -> Result<Erased>;

    /// Erases what the policies say is over at the time of the change. What is open is never erased.
    async fn apply_retention(&self, change: &Change) -> Result<Erased>;

    /// Erases the content of one encounter, whatever its status: it is then `deleted`. `NotFound`.
    async fn erase_encounter(&self, change: &Change, id: &EncounterId) -> Result<Erased>;

    /// Erases a patient, the coverages and the content of all encounters; the log stays. `NotFound`.
    async fn erase_patient(&self, change: &Change, id: &PatientId) -> Result<Erased>;
}

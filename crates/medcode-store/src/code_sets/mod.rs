//! What was coded, version by version, and every decision that led there.

mod sql;

pub(crate) use sql::{compact, erase};

use std::fmt;

use async_trait::async_trait;

use crate::encounters::{CodedLine, Status};
use crate::words::words;
use crate::{Change, EncounterId, Millis, NoteId, Result};

words! {
    /// What a person, or the engine, did with a code.
    DecisionKind {
        /// The engine suggested it.
        Suggested = "suggested",
        /// Taken as suggested.
        Accepted = "accepted",
        /// Not taken; the reason is kept.
        Rejected = "rejected",
        /// Taken in the place of another.
        Replaced = "replaced",
        /// Added by hand.
        Added = "added",
        /// Taken out again.
        Removed = "removed",
        /// Put elsewhere in the sequence.
        Reordered = "reordered",
        /// A diagnosis was linked with a service, or the link cut.
        Linked = "linked",
        /// Modifiers, units, POA or the like were changed.
        Edited = "edited",
        /// The last change was undone.
        Undone = "undone",
        /// It was done again.
        Redone = "redone",
        /// The set was signed off.
        SignedOff = "signed_off",
        /// A set that was signed off was opened again.
        Reopened = "reopened",
    }
}

/// One version of an encounter's codes.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSet {
    /// The encounter.
    pub encounter: EncounterId,
    /// 1, 2, 3, ... within the encounter.
    pub seq: i64,
    /// The version it was made from.
    pub base: i64,
    /// JSON of the wire, opaque here; `None` once erased.
    pub document: Option<String>,
    /// The note it was coded from.
    pub note: Option<NoteId>,
    /// The version of medcode.
    pub medcode: String,
    /// JSON: the releases that answered, opaque here.
    pub releases: String,
    /// When.
    pub at: Millis,
    /// By whom (`user:ID`, `key:ID`, `system:NAME`).
    pub by: String,
}

/// Shows no document.
impl fmt::Debug for CodeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeSet")
            .field("encounter", &self.encounter)
            .field("seq", &self.seq)
            .finish_non_exhaustive()
    }
}

/// A version of an encounter's codes to be kept.
#[derive(Clone)]
pub struct NewCodeSet {
    /// The sequence of the version it was made from; 0 for the first.
    pub base: i64,
    /// JSON of the wire.
    pub document: String,
    /// The codes that stand in it, in order: what history and search look at.
    pub codes: Vec<CodedLine>,
    /// The note it was coded from.
    pub note: Option<NoteId>,
    /// The version of medcode.
    pub medcode: String,
    /// JSON: the releases that answered.
    pub releases: String,
    /// The decisions that led from the base to it, in order.
    pub decisions: Vec<NewDecision>,
    /// The status the encounter has with it (`coded` when signed off), where it changes.
    pub status: Option<Status>,
}

/// Shows no document.
impl fmt::Debug for NewCodeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewCodeSet")
            .field("base", &self.base)
            .field("codes", &self.codes.len())
            .field("decisions", &self.decisions.len())
            .finish_non_exhaustive()
    }
}

/// One decision, as it was taken.
#[derive(Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// What was done.
    pub kind: DecisionKind,
    /// System of the code; empty where the decision is about the whole set.
    pub system: String,
    /// The code.
    pub code: String,
    /// The code that stood there before.
    pub from_code: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
    /// The rule that suggested it.
    pub rule: Option<String>,
    /// The release that answered.
    pub release: Option<String>,
}

/// Shows no reason.
impl fmt::Debug for NewDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.kind.id(), self.system, self.code)
    }
}

/// A decision in the log of an encounter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The encounter.
    pub encounter: EncounterId,
    /// 1, 2, 3, ... within the encounter.
    pub seq: i64,
    /// The code set it was saved with; 0 when it was logged alone.
    pub code_set: i64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub by: String,
    /// The version of medcode.
    pub medcode: String,
    /// What was decided.
    pub what: NewDecision,
}

/// Code sets and decisions. Both only grow.
#[async_trait]
pub trait CodeSets: Send + Sync {
    /// Keeps the next code set with its decisions and, where said, the encounter's new status: all or
    /// nothing. `Conflict { current }` when another set was saved since `base`; `NotFound`; `Refused`
    /// for a status that may not follow, or an erased encounter.
    async fn save_code_set(
        &self,
        change: &Change,
        encounter: &EncounterId,
        new: NewCodeSet,
    ) -> Result<CodeSet>;

    /// The code set with this sequence. `NotFound`.
    async fn code_set(&self, encounter: &EncounterId, seq: i64) -> Result<CodeSet>;

    /// The latest code set, if there is one.
    async fn latest_code_set(&self, encounter: &EncounterId) -> Result<Option<CodeSet>>;

    /// All code sets of an encounter, the oldest first.
    async fn code_sets(&self, encounter: &EncounterId) -> Result<Vec<CodeSet>>;

    /// The codes of a code set, in order; empty for an unknown or erased one.
    async fn coded_lines(&self, encounter: &EncounterId, seq: i64) -> Result<Vec<CodedLine>>;

    /// Logs decisions without a new code set (what the engine suggested, when a chart is opened).
    async fn log_decisions(
        &self,
        change: &Change,
        encounter: &EncounterId,
        medcode: &str,
        decisions: Vec<NewDecision>,
    ) -> Result<()>;

    /// The decisions of an encounter after this sequence (0: from the first), in order, at most `limit`.
    async fn decisions(&self, encounter: &EncounterId, after: i64, limit: i64) -> Result<Vec<Decision>>;
}

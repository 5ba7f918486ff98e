//! Charts to code: encounters, the worklist, who is on which, a patient's history.

mod edit;
mod import;
mod list;
mod past;
mod presence;
mod row;
mod sql;
mod transition;
mod worklist;

use std::fmt;

use async_trait::async_trait;
use medcode_model::{BillingContext, Date, Setting, Sex};

pub(crate) use edit::follow;
pub use import::{Imported, NewChart};
pub use presence::Presence;
pub(crate) use row::{ERASED, by_id, gone, sex_word};
pub use worklist::{Cursor, Order, Page, StatusCount, WorklistFilter, WorklistQuery, WorklistRow};

use crate::words::words;
use crate::{Change, EncounterId, Millis, PatientId, ProviderId, Result, UserId};

words! {
    /// Where an encounter stands.
    Status {
        /// Nobody has it.
        New = "new",
        /// Someone is to code it.
        Assigned = "assigned",
        /// Someone is coding it.
        InProgress = "in_progress",
        /// It waits for something; the reason is kept.
        Held = "held",
        /// Its codes are signed off.
        Coded = "coded",
        /// Its codes were sent on.
        Exported = "exported",
        /// It is not to be coded; what was kept stays until retention erases it.
        Deleted = "deleted",
    }
}

impl Status {
    /// Whether the work on it is over.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Coded | Self::Exported | Self::Deleted)
    }

    /// Whether an encounter that stands here may come to stand there.
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        transition::allowed(self, to)
    }
}

/// An encounter.
#[derive(Clone, PartialEq, Eq)]
pub struct Encounter {
    /// Identifier.
    pub id: EncounterId,
    /// Its number where it came from; unique when given.
    pub external_id: Option<String>,
    /// The patient, when known.
    pub patient: Option<PatientId>,
    /// Who treated the patient, when known.
    pub provider: Option<ProviderId>,
    /// First date of service.
    pub from: Option<Date>,
    /// Last date of service.
    pub to: Option<Date>,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
    /// Who bills.
    pub billing: Option<BillingContext>,
    /// Age in years as stated, where no birth date is known.
    pub age: Option<i64>,
    /// Sex as stated.
    pub sex: Option<Sex>,
    /// A label people recognise it by in the worklist.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// 1 is the most urgent, 9 the least, 5 the rule.
    pub priority: i64,
    /// When it should be done.
    pub due: Option<Millis>,
    /// Who has it.
    pub assignee: Option<UserId>,
    /// Why it is held.
    pub hold_reason: Option<String>,
    /// Billing facts and whatever else the wire keeps with it: JSON, opaque here.
    pub facts: String,
    /// Sequence of its latest code set; 0 when there is none.
    pub code_set: i64,
    /// When it was made.
    pub created: Millis,
    /// When its own fields last changed.
    pub updated: Millis,
    /// Counts the changes of its own fields, to be given back with the next one.
    pub version: i64,
    /// When its content was erased.
    pub erased: Option<Millis>,
}

/// Shows the identifier and where it stands, nothing of a patient.
impl fmt::Debug for Encounter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encounter")
            .field("id", &self.id)
            .field("status", &self.status)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// An encounter to be made. `NewEncounter::default()` has priority 5 and facts `{}`.
#[derive(Clone)]
pub struct NewEncounter {
    /// Its number where it came from.
    pub external_id: Option<String>,
    /// The patient.
    pub patient: Option<PatientId>,
    /// Who treated the patient.
    pub provider: Option<ProviderId>,
    /// First date of service.
    pub from: Option<Date>,
    /// Last date of service.
    pub to: Option<Date>,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
    /// Who bills.
    pub billing: Option<BillingContext>,
    /// Age in years as stated.
    pub age: Option<i64>,
    /// Sex as stated.
    pub sex: Option<Sex>,
    /// A label people recognise it by.
    pub title: String,
    /// 1 to 9.
    pub priority: i64,
    /// When it should be done.
    pub due: Option<Millis>,
    /// Who is to code it; it is then `assigned`, else `new`.
    pub assignee: Option<UserId>,
    /// JSON, opaque here.
    pub facts: String,
}

impl Default for NewEncounter {
    fn default() -> Self {
        Self {
            external_id: None,
            patient: None,
            provider: None,
            from: None,
            to: None,
            setting: None,
            billing: None,
            age: None,
            sex: None,
            title: String::new(),
            priority: 5,
            due: None,
            assignee: None,
            facts: "{}".to_owned(),
        }
    }
}

/// Shows nothing of a patient.
impl fmt::Debug for NewEncounter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEncounter").field("priority", &self.priority).finish_non_exhaustive()
    }
}

/// What may be changed of an encounter; what is `None` stays, `Some(None)` takes away.
#[derive(Clone, Default)]
pub struct EncounterUpdate {
    /// The patient.
    pub patient: Option<Option<PatientId>>,
    /// Who treated the patient.
    pub provider: Option<Option<ProviderId>>,
    /// First date of service.
    pub from: Option<Option<Date>>,
    /// Last date of service.
    pub to: Option<Option<Date>>,
    /// Where the patient was seen.
    pub setting: Option<Option<Setting>>,
    /// Who bills.
    pub billing: Option<Option<BillingContext>>,
    /// Age in years as stated.
    pub age: Option<Option<i64>>,
    /// Sex as stated.
    pub sex: Option<Option<Sex>>,
    /// A label people recognise it by.
    pub title: Option<String>,
    /// 1 to 9.
    pub priority: Option<i64>,
    /// When it should be done.
    pub due: Option<Option<Millis>>,
    /// JSON, opaque here.
    pub facts: Option<String>,
}

/// Shows nothing of a patient.
impl fmt::Debug for EncounterUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncounterUpdate").finish_non_exhaustive()
    }
}

/// A code that stands in a code set: what history, frequency rules and search by code look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedLine {
    /// `ICD10CM`, `ICD10PCS`, `HCPCS`, `CPT`.
    pub system: String,
    /// The code, as it is printed.
    pub code: String,
    /// Modifiers, in order, separated by spaces.
    pub modifiers: String,
    /// Units, where they count.
    pub units: Option<i64>,
}

/// An earlier encounter of a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastEncounter {
    /// Identifier.
    pub id: EncounterId,
    /// First date of service.
    pub from: Option<Date>,
    /// Last date of service.
    pub to: Option<Date>,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
    /// Who billed.
    pub billing: Option<BillingContext>,
    /// Who treated the patient.
    pub provider: Option<ProviderId>,
    /// Where it stands: only `coded` and `exported` ones are certain.
    pub status: Status,
    /// The codes of its latest code set, in their order.
    pub codes: Vec<CodedLine>,
}

/// Encounters and the work on them.
///
/// Changes of an encounter's own fields are optimistic: give the `version` that was read; `Conflict`
/// says the one that stands now. Every one of them answers `NotFound` for an unknown encounter and
/// `Refused` for an erased one.
#[async_trait]
pub trait Encounters: Send + Sync {
    /// Makes an encounter. `Taken("external id")`; `NotFound` for an unknown patient, provider or
    /// assignee; `Invalid` for a priority outside 1 to 9.
    async fn create_encounter(&self, change: &Change, new: NewEncounter) -> Result<Encounter>;

    /// Makes many encounters with their notes, all or none, in order. One whose external id is there
    /// already is left as it is and told as [`Imported::Exists`]. Call it with some hundreds at a time.
    async fn import_charts(&self, change: &Change, charts: Vec<NewChart>) -> Result<Vec<Imported>>;

    /// The encounter. `NotFound`.
    async fn encounter(&self, id: &EncounterId) -> Result<Encounter>;

    /// The encounter with this external id, if there is one.
    async fn encounter_by_external_id(&self, external_id: &str) -> Result<Option<Encounter>>;

    /// Changes fields.
    async fn update_encounter(
        &self,
        change: &Change,
        id: &EncounterId,
        version: i64,
        to: EncounterUpdate,
    ) -> Result<Encounter>;

    /// Gives open encounters to someone (`assigned`) or to nobody (`new`), whatever their version;
    /// closed, deleted and unknown ones are passed over; how many were given. `NotFound` for an
    /// unknown or inactive user.
    async fn assign(&self, change: &Change, ids: &[EncounterId], to: Option<&UserId>) -> Result<u64>;

    /// Sets the status. `Refused` where [`Status::may_become`] says no. `in_progress` makes the actor
    /// the assignee where there is none; use [`hold`](Self::hold) to hold.
    async fn set_status(
        &self,
        change: &Change,
        id: &EncounterId,
        version: i64,
        to: Status,
    ) -> Result<Encounter>;

    /// Holds an open encounter for a reason. `Invalid` without one.
    async fn hold(
        &self,
        change: &Change,
        id: &EncounterId,
        version: i64,
        reason: &str,
    ) -> Result<Encounter>;

    /// One page of the worklist. Deleted encounters are in it only when asked for by status.
    async fn worklist(&self, query: &WorklistQuery) -> Result<Page<WorklistRow>>;

    /// How many encounters the filter (without its statuses) lets through, by status.
    async fn count_by_status(&self, filter: &WorklistFilter) -> Result<Vec<StatusCount>>;

    /// Claims the next chart for a user and puts it `in_progress`: first the most urgent one assigned
    /// to the user, then the most urgent new one; `None` when there is none. Two users never get the
    /// same.
    async fn next_chart(
        &self,
        change: &Change,
        user: &UserId,
        setting: Option<Setting>,
    ) -> Result<Option<Encounter>>;

    /// Says that a user has the encounter open until then; not logged; call it again before. The
    /// others who have it open at `now`.
    async fn enter(
        &self,
        id: &EncounterId,
        user: &UserId,
        now: Millis,
        until: Millis,
    ) -> Result<Vec<Presence>>;

    /// Says that a user has closed the encounter; not logged.
    async fn leave(&self, id: &EncounterId, user: &UserId) -> Result<()>;

    /// Who has the encounter open at `now`.
    async fn present(&self, id: &EncounterId, now: Millis) -> Result<Vec<Presence>>;

    /// Other encounters of a patient that began on or before this date, the latest first, at most
    /// `limit`, with the codes of their latest code sets; deleted ones are left out.
    async fn history(
        &self,
        patient: &PatientId,
        until: Option<Date>,
        but: Option<&EncounterId>,
        limit: i64,
    ) -> Result<Vec<PastEncounter>>;

    /// The first day of service of any encounter that is not deleted: how far back the records go.
    async fn first_service(&self) -> Result<Option<Date>>;
}

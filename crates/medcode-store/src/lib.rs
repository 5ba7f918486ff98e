//! What was coded, by whom, from what, and when? Records that last.
//!
//! [`open`] gives a [`Store`] over one SQLite file or a PostgreSQL database. It is the sum of small
//! traits, one a subject: [`Users`], [`Sessions`], [`Keys`], [`People`], [`Encounters`], [`Notes`],
//! [`CodeSets`], [`Favourites`], [`InUse`], [`Practice`], [`Cohorts`], [`ExamRecords`], [`Continuing`],
//! [`Audit`], [`Jobs`], [`Requests`], [`Search`], [`Policies`], [`Upkeep`].
//!
//! - Every change is one transaction with its entry in the audit log; methods that change records take a
//!   [`Change`] for it. The few that are not logged (a session seen, a presence, a progress,
//!   what a learner practised) say so.
//! - There is no clock: times are given, in milliseconds since 1970 UTC ([`Millis`]).
//! - JSON of the wire is text here and never looked into.
//! - Errors and `Debug` carry no words of a record.

#![forbid(unsafe_code)]

mod audit;
mod ce;
mod change;
mod code_sets;
mod cohorts;
mod db;
mod digest;
mod encounters;
mod error;
mod exams;
mod favourites;
mod id;
mod in_use;
mod jobs;
mod keys;
mod notes;
mod people;
mod policies;
mod practice;
mod search;
mod sessions;
mod upkeep;
mod users;
mod words;

pub use audit::{Audit, AuditFilter, Entry, Fault, NewEntry, Subject, SubjectKind, Verdict};
pub use ce::{Continuing, Evidence, HeldCredential, NewEvidence, NewHeldCredential, NewUnits, Units};
pub use change::{Actor, Change, Millis};
pub use code_sets::{CodeSet, CodeSets, Decision, DecisionKind, NewCodeSet, NewDecision};
pub use cohorts::{Assignment, AssignmentKind, Cohort, Cohorts, NewAssignment};
pub use db::{Replace, open, open_to_read, restore};
pub use digest::Digest;
pub use encounters::{
    CodedLine, Cursor, Encounter, EncounterUpdate, Encounters, Imported, NewChart, NewEncounter, Order,
    Page, PastEncounter, Presence, Status, StatusCount, WorklistFilter, WorklistQuery, WorklistRow,
};
pub use error::{Error, Result};
pub use exams::{CountedItem, Ending, Exam, ExamAnswer, ExamRecords, Finish, ItemOutcome, NewExam};
pub use favourites::{Favourite, FavouriteKind, Favourites, NewFavourite};
pub use id::{
    ApiKeyId, AssignmentId, AttemptId, ChargeListId, CohortId, CoverageId, EncounterId, EvidenceId,
    ExamId, FavouriteId, HeldCredentialId, InvitationId, JobId, NoteId, PatientId, PayerId, ProviderId,
    UnitId, UserId,
};
pub use in_use::{CHARTS, CodeInUse, InUse, StarredCode};
pub use jobs::{Idempotency, Job, JobState, Jobs, Requests};
pub use keys::{ApiKey, Keys, NewApiKey};
pub use notes::{NewNote, Note, NoteInfo, Notes};
pub use people::{
    Charge, ChargeList, Coverage, NewCoverage, NewPatient, NewPayer, NewProvider, Patient, Payer,
    People, Provider,
};
pub use policies::{Erased, Policies, Retention, RetentionKind};
pub use practice::{ChartAttempt, NewAttempt, Practice, PracticeAnswer, PracticeCard, PracticeKind};
pub use search::{Hit, Search, Snippet};
pub use sessions::{Session, Sessions};
pub use upkeep::{Backend, Counts, Health, Upkeep};
pub use users::{Credentials, Invitation, NewUser, Newcomer, Role, User, UserUpdate, Users};

/// Everything that is kept, whichever database keeps it.
pub trait Store:
    Users
    + Sessions
    + Keys
    + People
    + Encounters
    + Notes
    + CodeSets
    + Favourites
    + InUse
    + Practice
    + Cohorts
    + Audit
    + Jobs
    + Requests
    + Search
    + Policies
    + ExamRecords
    + Continuing
    + Upkeep
{
}

impl Store for db::Database {}

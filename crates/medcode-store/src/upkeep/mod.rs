//! Is the database well, how much is in it, and how is it copied?

mod sql;

use std::path::Path;

use async_trait::async_trait;

use crate::encounters::StatusCount;
use crate::jobs::JobState;
use crate::words::words;
use crate::{Millis, Result};

words! {
    /// Which database.
    Backend {
        /// A file.
        Sqlite = "sqlite",
        /// A server.
        Postgres = "postgres",
    }
}

/// What a health check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Which database.
    pub backend: Backend,
    /// Version of its records: the number of the last migration.
    pub schema: i64,
}

/// How much is kept: for metrics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Users who may sign in.
    pub active_users: i64,
    /// Sessions that have not expired.
    pub sessions: i64,
    /// Encounters by status.
    pub encounters: Vec<StatusCount>,
    /// Versions of notes.
    pub notes: i64,
    /// Code sets.
    pub code_sets: i64,
    /// Jobs by state.
    pub jobs: Vec<(JobState, i64)>,
    /// Entries of the audit log.
    pub audit_entries: i64,
}

/// Health, counts and copies.
#[async_trait]
pub trait Upkeep: Send + Sync {
    /// Asks the database something; an error when it does not answer.
    async fn health(&self) -> Result<Health>;

    /// How much is kept.
    async fn counts(&self, now: Millis) -> Result<Counts>;

    /// Writes a copy of the database to a new file while it is in use, opens it and checks it.
    /// `Exists` when the file is there; `Unsupported` for PostgreSQL (use `pg_dump`, see
    /// `docs/records.md`); `Damaged` when the copy is not sound (it is then removed).
    async fn backup(&self, to: &Path) -> Result<()>;

    /// Closes the connections when what runs is done; the store answers nothing afterwards.
    async fn close(&self);
}

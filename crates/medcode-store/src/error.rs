//! What can go wrong with records, said so that a caller can act on it.

use std::path::PathBuf;

use thiserror::Error;

/// Why the store did not do as asked. No variant carries the words of a record.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such record, or it was erased.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Someone else changed the record since it was read; `current` is its version now.
    #[error("the record was changed by someone else (it is at version {current} now)")]
    Conflict {
        /// The version, or the sequence of the code set, that stands now.
        current: i64,
    },
    /// Another record has this value, which must be unique (login, mrn, external id, ...).
    #[error("another record has this {0}")]
    Taken(&'static str),
    /// The state of the record does not allow it.
    #[error("{0}")]
    Refused(&'static str),
    /// A value that cannot be kept.
    #[error("{0}")]
    Invalid(&'static str),
    /// The database did not answer in time; trying again may help.
    #[error("the database is busy")]
    Busy,
    /// The database was made by a newer medcode than this one.
    #[error(
        "the database is of a newer medcode (its records are at version {database}, this program knows {program}): use the newer program"
    )]
    Newer {
        /// Version of the records in the database.
        database: i64,
        /// Newest version this program knows.
        program: i64,
    },
    /// A migration that was applied is not the one this program carries.
    #[error("the database was made by another build of medcode (its step {0} differs)")]
    Foreign(i64),
    /// The address of a database cannot be read.
    #[error("not the address of a database: {0}")]
    Address(String),
    /// A file that would be overwritten.
    #[error("{} exists and would be overwritten", .0.display())]
    Exists(PathBuf),
    /// Another program works on the database.
    #[error("{} is open in another program: stop the server first", .0.display())]
    Live(PathBuf),
    /// The database has what a copy lacks.
    #[error("{} has {} the copy does not have", path.display(), lacking(*entries))]
    Later {
        /// The database.
        path: PathBuf,
        /// So many entries of its audit log; none where it cannot be read.
        entries: Option<i64>,
    },
    /// What was read is not what was written.
    #[error("the records are damaged: {0}")]
    Damaged(String),
    /// This database cannot do that.
    #[error("{0}")]
    Unsupported(&'static str),
    /// A file could not be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The database refused or failed.
    #[error("the database failed: {0}")]
    Database(String),
}

fn lacking(entries: Option<i64>) -> String {
    match entries {
        Some(1) => "1 entry of the audit log that".to_owned(),
        Some(n) => format!("{n} entries of the audit log that"),
        None => "records that cannot be read, so that nobody can tell what".to_owned(),
    }
}

impl Error {
    /// Names the value that is taken, or the record that is missing, where the database did not.
    pub(crate) fn about(self, taken: &'static str, missing: &'static str) -> Self {
        match self {
            Self::Taken(_) => Self::Taken(taken),
            Self::NotFound(_) => Self::NotFound(missing),
            other => other,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Database(said) => of_database(said.as_ref()),
            sqlx::Error::ColumnDecode { index, .. } => Self::Damaged(format!("column {index}")),
            other => Self::Database(other.to_string()),
        }
    }
}

/// A database may quote values in what it says: those classes are told by their number alone.
fn of_database(said: &dyn sqlx::error::DatabaseError) -> Error {
    if said.is_unique_violation() {
        return Error::Taken("value");
    }
    if said.is_foreign_key_violation() {
        return Error::NotFound("record it refers to");
    }
    let code = said.code().unwrap_or_default().into_owned();
    match code.as_str() {
        // SQLite: busy, locked, busy with recovery, busy snapshot, busy timeout. PostgreSQL: serialisation,
        // deadlock, too many connections.
        "5" | "6" | "261" | "517" | "773" | "40001" | "40P01" | "53300" => Error::Busy,
        _ if code.len() == 5 && (code.starts_with("22") || code.starts_with("23")) => {
            Error::Database(format!("SQLSTATE {code}"))
        }
        _ if said.message().contains("fts5") => Error::Database("full-text search".to_owned()),
        _ => Error::Database(format!("{} ({code})", said.message())),
    }
}

/// What the store answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

//! Brings the records of a database to this program's version, once, whoever starts first.

use std::sync::LazyLock;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr as _};

use super::Database;
use crate::upkeep::Backend;
use crate::{Error, Result};

/// A step: what both databases have, then what each has for itself.
struct Step {
    name: &'static str,
    both: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// The steps in their order; a step that was published is never changed.
const STEPS: &[Step] = &[Step {
    name: "records",
    both: include_str!("../../migrations/0001_records.sql"),
    sqlite: include_str!("../../migrations/sqlite/0001_records.sql"),
    postgres: include_str!("../../migrations/postgres/0001_records.sql"),
}];

static SQLITE: LazyLock<Migrator> = LazyLock::new(|| migrator(|s| format!("{}\n{}", s.both, s.sqlite)));
static POSTGRES: LazyLock<Migrator> =
    LazyLock::new(|| migrator(|s| format!("{}\n{}", in_postgres(s.both), s.postgres)));

/// The version this program brings records to.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

fn migrator(text: fn(&Step) -> String) -> Migrator {
    let migration = |(n, step): (usize, &Step)| {
        let text = AssertSqlSafe(text(step)).into_sql_str();
        Migration::new(n as i64 + 1, step.name.into(), MigrationType::Simple, text, false)
    };
    Migrator::with_migrations(STEPS.iter().enumerate().map(migration).collect())
}

/// The same tables in PostgreSQL. Texts are compared byte by byte, as SQLite does.
fn in_postgres(both: &str) -> String {
    both.replace(" TEXT", " TEXT COLLATE \"C\"").replace(" BLOB", " BYTEA")
}

/// Runs the steps that are missing.
pub(super) async fn run(database: &Database) -> Result<()> {
    match database.backend {
        // The driver's own lock does nothing in SQLite: the transaction is the lock, the steps inside
        // become savepoints of it.
        Backend::Sqlite => {
            let mut transaction = database.begin().await?;
            SQLITE.run_direct(None, &mut *transaction, false).await.map_err(of_migration)?;
            transaction.commit().await?;
        }
        Backend::Postgres => {
            let mut connection = database.write.acquire().await?;
            let done = POSTGRES.run_direct(None, &mut *connection, false).await;
            if let Err(error) = done {
                // Closing gives back the lock that a failed run still holds.
                connection.close().await?;
                return Err(of_migration(error));
            }
        }
    }
    Ok(())
}

fn of_migration(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(database) => Error::Newer { database, program: VERSION },
        MigrateError::VersionMismatch(step) => Error::Foreign(step),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => Error::Database(other.to_string()),
    }
}

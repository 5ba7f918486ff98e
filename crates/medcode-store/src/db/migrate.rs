//! Brings the records of a database to this program's version, once, whoever starts first.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr as _};

use super::{Database, sql};
use crate::upkeep::Backend;
use crate::{Error, Result};

/// A step: what both databases have, then what each has for itself.
#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    both: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// The steps in their order; a step that was published is never changed.
const STEPS: &[Step] = &[
    Step {
        name: "records",
        both: include_str!("../../migrations/0001_records.sql"),
        sqlite: include_str!("../../migrations/sqlite/0001_records.sql"),
        postgres: include_str!("../../migrations/postgres/0001_records.sql"),
    },
    Step {
        name: "practice",
        both: include_str!("../../migrations/0002_practice.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        name: "exams",
        both: include_str!("../../migrations/0003_exams.sql"),
        sqlite: include_str!("../../migrations/sqlite/0003_exams.sql"),
        postgres: include_str!("../../migrations/postgres/0003_exams.sql"),
    },
    Step {
        name: "places",
        both: include_str!("../../migrations/0004_places.sql"),
        sqlite: include_str!("../../migrations/sqlite/0004_places.sql"),
        postgres: include_str!("../../migrations/postgres/0004_places.sql"),
    },
];

/// Runs the steps that are missing.
pub(super) async fn run(database: &Database) -> Result<()> {
    run_steps(database, STEPS).await
}

/// Whether records are there that this program can read; nothing is changed.
pub(super) async fn known(database: &Database) -> Result<()> {
    let mut on = database.reader().await?;
    let step = sql("SELECT MAX(version) AS n FROM _sqlx_migrations").first::<i64>(&mut on).await;
    let program = STEPS.len().try_into().unwrap_or(i64::MAX);
    match step {
        Ok(Some(database)) if database > program => Err(Error::Newer { database, program }),
        Ok(Some(_)) => Ok(()),
        Err(Error::Busy) => Err(Error::Busy),
        _ => Err(Error::Address("no records of medcode are kept there".to_owned())),
    }
}

async fn run_steps(database: &Database, steps: &[Step]) -> Result<()> {
    let migrator = migrator(steps, database.backend);
    match database.backend {
        // The driver's own lock does nothing in SQLite: the transaction is the lock, the steps inside
        // become savepoints of it.
        Backend::Sqlite => {
            let mut transaction = database.begin().await?;
            let done = migrator.run_direct(None, &mut *transaction, false).await;
            done.map_err(|e| of_migration(e, steps))?;
            transaction.commit().await?;
        }
        Backend::Postgres => {
            let mut connection = database.write.acquire().await?;
            if let Err(error) = migrator.run_direct(None, &mut *connection, false).await {
                // Closing gives back the lock that a failed run still holds.
                connection.close().await?;
                return Err(of_migration(error, steps));
            }
        }
    }
    Ok(())
}

fn migrator(steps: &[Step], backend: Backend) -> Migrator {
    let text = |step: &Step| match backend {
        Backend::Sqlite => format!("{}\n{}", step.both, step.sqlite),
        Backend::Postgres => format!("{}\n{}", in_postgres(step.both), step.postgres),
    };
    let migration = |(version, step): (i64, &Step)| {
        let text = AssertSqlSafe(text(step)).into_sql_str();
        Migration::new(version, step.name.into(), MigrationType::Simple, text, false)
    };
    Migrator::with_migrations((1..).zip(steps).map(migration).collect())
}

/// The same tables in PostgreSQL. Texts are compared byte by byte, as SQLite does.
fn in_postgres(both: &str) -> String {
    both.replace(" TEXT", " TEXT COLLATE \"C\"").replace(" BLOB", " BYTEA")
}

fn of_migration(error: MigrateError, steps: &[Step]) -> Error {
    let program = steps.len().try_into().unwrap_or(i64::MAX);
    match error {
        MigrateError::VersionMissing(database) => Error::Newer { database, program },
        MigrateError::VersionMismatch(step) => Error::Foreign(step),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => Error::Database(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Executor as _;

    use super::super::{postgres, sqlite};
    use super::*;
    use crate::{Change, Encounters as _, NewEncounter, Upkeep as _};

    /// A step of a program that is yet to come.
    const LATER: Step = Step {
        name: "later",
        both: "ALTER TABLE encounters ADD COLUMN later TEXT NOT NULL DEFAULT 'x';",
        sqlite: "",
        postgres: "",
    };
    /// A step that fails half-way.
    const BROKEN: Step = Step {
        name: "broken",
        both: "CREATE TABLE half (id TEXT); SELECT no_such;",
        sqlite: "",
        postgres: "",
    };

    /// The steps of now, and one more.
    fn and(step: Step) -> Vec<Step> {
        [STEPS, &[step]].concat()
    }

    /// What was read past the store must be given up before the next test of the same database.
    async fn both(check: impl AsyncFn(&Database)) {
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().unwrap();
        let database = sqlite::connect(folder.path().join("a.db")).await.unwrap();
        check(&database).await;
        database.shut().await;
        // CI without it is refused by the contract suite.
        let Ok(url) = std::env::var("MEDCODE_TEST_POSTGRES") else { return };
        let schema = format!("migrate_{}", crate::id::fresh(1).replace('-', ""));
        let base = postgres::connect(&url).await.unwrap();
        let make = AssertSqlSafe(format!("CREATE SCHEMA {schema}"));
        base.write.execute(make).await.unwrap();
        let sign = if url.contains('?') { '&' } else { '?' };
        let database =
            postgres::connect(&format!("{url}{sign}options[search_path]={schema}")).await.unwrap();
        check(&database).await;
        database.shut().await;
        let drop = AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"));
        base.write.execute(drop).await.unwrap();
        base.shut().await;
    }

    #[tokio::test]
    async fn a_newer_program_brings_old_records_up_and_an_older_one_is_refused_then() {
        both(async |database| {
            run(database).await.unwrap();
            let made = database.create_encounter(&Change::system("t", 1), NewEncounter::default()).await;
            let newer = and(LATER);
            run_steps(database, &newer).await.unwrap();
            let (known, later) = (STEPS.len() as i64, newer.len() as i64);
            assert_eq!(database.health().await.unwrap().schema, later);
            assert!(database.encounter(&made.unwrap().id).await.is_ok(), "the record is still there");
            let refused = run(database).await;
            let Err(Error::Newer { database: of, program }) = refused else { panic!("{refused:?}") };
            assert_eq!((of, program), (later, known));
            run_steps(database, &newer).await.unwrap();
        })
        .await;
    }

    #[tokio::test]
    async fn a_step_that_fails_leaves_the_records_as_they_were() {
        both(async |database| {
            run(database).await.unwrap();
            let failed = run_steps(database, &and(BROKEN)).await;
            assert!(failed.is_err());
            run(database).await.unwrap();
            assert_eq!(database.health().await.unwrap().schema, STEPS.len() as i64);
            let half = database.read.execute("SELECT * FROM half").await;
            assert!(half.is_err(), "half a step was kept");
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_of_another_build_is_refused() {
        both(async |database| {
            run_steps(database, &[Step { sqlite: "-- other", postgres: "-- other", ..STEPS[0] }])
                .await
                .unwrap();
            let refused = run(database).await;
            assert!(matches!(refused, Err(Error::Foreign(1))), "{refused:?}");
        })
        .await;
    }
}

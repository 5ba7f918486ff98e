//! Health and counts of the database.

use std::path::Path;

use async_trait::async_trait;

use super::{Backend, Counts, Health, Upkeep};
use crate::Status;
use crate::db::{Database, Record, Row, Sql, Word, sql};
use crate::encounters::StatusCount;
use crate::{Error, Millis, Result};

/// A word and how often it is there.
struct Counted<T>(T, i64);

impl<T: Word> Record for Counted<T> {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(row.word("t")?, row.int("n")?))
    }
}

#[async_trait]
impl Upkeep for Database {
    async fn health(&self) -> Result<Health> {
        let sql = sql("SELECT max(version) AS n FROM _sqlx_migrations WHERE success");
        let schema = sql.one(&mut *self.reader().await?, "version").await?;
        Ok(Health { backend: self.backend, schema })
    }

    async fn counts(&self, now: Millis) -> Result<Counts> {
        let mut on = self.reader().await?;
        let mut count = async |sql: Sql| sql.one::<i64>(&mut on, "count").await;
        let active_users = count(sql("SELECT count(*) AS n FROM users WHERE active = 1")).await?;
        let sessions =
            count(sql("SELECT count(*) AS n FROM sessions WHERE expires > $1").bind(now)).await?;
        let notes = count(sql("SELECT count(*) AS n FROM notes")).await?;
        let code_sets = count(sql("SELECT count(*) AS n FROM code_sets")).await?;
        let audit_entries = count(sql("SELECT seq AS n FROM audit_head")).await?;
        let by_status =
            sql("SELECT status AS t, count(*) AS n FROM encounters GROUP BY status ORDER BY status");
        let by_status: Vec<Counted<Status>> = by_status.all(&mut on).await?;
        let by_state = sql("SELECT state AS t, count(*) AS n FROM jobs GROUP BY state ORDER BY state");
        let by_state: Vec<Counted<_>> = by_state.all(&mut on).await?;
        Ok(Counts {
            active_users,
            sessions,
            encounters: by_status.into_iter().map(|c| StatusCount { status: c.0, count: c.1 }).collect(),
            notes,
            code_sets,
            jobs: by_state.into_iter().map(|c| (c.0, c.1)).collect(),
            audit_entries,
        })
    }

    async fn backup(&self, to: &Path) -> Result<()> {
        match self.backend {
            Backend::Sqlite => self.copy_to(to).await,
            Backend::Postgres => Err(Error::Unsupported("PostgreSQL is copied with pg_dump")),
        }
    }

    async fn close(&self) {
        self.shut().await;
    }
}

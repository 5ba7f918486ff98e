//! Long work in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{Job, JobState, Jobs};
use crate::audit::SubjectKind;
use crate::db::{Database, Filter, Record, Row, composed, sql};
use crate::upkeep::Backend;
use crate::{Change, Error, JobId, Millis, Result};

const COLUMNS: &str = "id, kind, state, done, total, message, input, result, asked_by, created, heartbeat, \
                       stop_asked";

impl Record for Job {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            kind: row.text("kind")?,
            state: row.word("state")?,
            done: row.int("done")?,
            total: row.int("total")?,
            message: row.text("message")?,
            input: row.text("input")?,
            result: row.maybe_text("result")?,
            by: row.text("asked_by")?,
            created: row.int("created")?,
            heartbeat: row.int("heartbeat")?,
            stop_asked: row.flag("stop_asked")?,
        })
    }
}

async fn by_id(on: &mut AnyConnection, id: &JobId) -> Result<Job> {
    composed(format!("SELECT {COLUMNS} FROM jobs WHERE id = $1")).bind(id).one(on, "job").await
}

/// Why a job that should run was not found running.
async fn not_running(on: &mut AnyConnection, id: &JobId) -> Error {
    match by_id(on, id).await {
        Ok(_) => Error::Refused("the job does not run"),
        Err(error) => error,
    }
}

#[async_trait]
impl Jobs for Database {
    async fn create_job(&self, change: &Change, kind: &str, input: &str, total: i64) -> Result<Job> {
        let mut write = self.change(change).await?;
        let id = JobId::fresh(change.at);
        let by = write.by();
        let sql =
            sql("INSERT INTO jobs (id, kind, state, done, total, message, input, asked_by, created, \
                       heartbeat, stop_asked) VALUES ($1, $2, 'queued', 0, $3, '', $4, $5, $6, $6, 0)")
            .bind(&id)
            .bind(kind)
            .bind(total)
            .bind(input)
            .bind(by)
            .bind(change.at);
        sql.run(write.on()).await?;
        write.log("job.created", SubjectKind::Job, &id, json!({ "kind": kind }));
        let job = by_id(write.on(), &id).await?;
        write.commit().await?;
        Ok(job)
    }

    async fn take_job(&self, change: &Change, kinds: &[&str]) -> Result<Option<Job>> {
        if kinds.is_empty() {
            return Ok(None);
        }
        let mut write = self.change(change).await?;
        let mut wanted = Filter::default();
        wanted.and("state = 'queued'");
        wanted.one_of("kind", kinds.iter().copied());
        let lock = if self.backend == Backend::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
        let text = format!(
            "SELECT id AS t FROM jobs WHERE {} ORDER BY created, id LIMIT 1{lock}",
            wanted.text()
        );
        let found: Option<String> = wanted.statement(text).first(write.on()).await?;
        let Some(id) = found.map(JobId::new) else { return Ok(None) };
        let sql = sql("UPDATE jobs SET state = 'running', heartbeat = $2 WHERE id = $1");
        sql.bind(&id).bind(change.at).run(write.on()).await?;
        let job = by_id(write.on(), &id).await?;
        write.log("job.started", SubjectKind::Job, &id, json!({ "kind": job.kind }));
        write.commit().await?;
        Ok(Some(job))
    }

    async fn progress(
        &self,
        id: &JobId,
        now: Millis,
        done: i64,
        total: i64,
        message: &str,
    ) -> Result<Job> {
        let mut transaction = self.begin().await?;
        let sql = sql("UPDATE jobs SET heartbeat = $2, done = $3, total = $4, message = $5 \
                       WHERE id = $1 AND state = 'running'")
        .bind(id)
        .bind(now)
        .bind(done)
        .bind(total)
        .bind(message);
        if sql.run(&mut transaction).await? == 0 {
            return Err(not_running(&mut transaction, id).await);
        }
        let job = by_id(&mut transaction, id).await?;
        transaction.commit().await?;
        Ok(job)
    }

    async fn end_job(
        &self,
        change: &Change,
        id: &JobId,
        state: JobState,
        message: &str,
        result: Option<&str>,
    ) -> Result<Job> {
        if !state.is_over() {
            return Err(Error::Refused("a job ends done, failed or stopped"));
        }
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE jobs SET state = $2, message = $3, result = $4, heartbeat = $5 \
                       WHERE id = $1 AND state = 'running'")
        .bind(id)
        .bind(state.id())
        .bind(message)
        .bind(result)
        .bind(change.at);
        if sql.run(write.on()).await? == 0 {
            return Err(not_running(write.on(), id).await);
        }
        let job = by_id(write.on(), id).await?;
        write.log("job.ended", SubjectKind::Job, id, json!({ "kind": job.kind, "state": state.id() }));
        write.commit().await?;
        Ok(job)
    }

    async fn stop_job(&self, change: &Change, id: &JobId) -> Result<Job> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE jobs SET stop_asked = 1, \
                       state = CASE WHEN state = 'queued' THEN 'stopped' ELSE state END \
                       WHERE id = $1 AND state IN ('queued', 'running')");
        if sql.bind(id).run(write.on()).await? == 0 {
            by_id(write.on(), id).await?;
            return Err(Error::Refused("the job is over"));
        }
        let job = by_id(write.on(), id).await?;
        write.log("job.stop_asked", SubjectKind::Job, id, json!({ "state": job.state.id() }));
        write.commit().await?;
        Ok(job)
    }

    async fn job(&self, id: &JobId) -> Result<Job> {
        by_id(&mut *self.reader().await?, id).await
    }

    async fn jobs(&self, limit: i64) -> Result<Vec<Job>> {
        let sql =
            composed(format!("SELECT {COLUMNS} FROM jobs ORDER BY created DESC, id DESC LIMIT $1"));
        sql.bind(limit.clamp(1, 1000)).all(&mut *self.reader().await?).await
    }

    async fn fail_stale_jobs(&self, change: &Change, heartbeat_before: Millis) -> Result<u64> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE jobs SET state = 'failed', message = 'the program that did it ended' \
                       WHERE state = 'running' AND heartbeat < $1 RETURNING id AS t");
        let failed: Vec<String> = sql.bind(heartbeat_before).all(write.on()).await?;
        for id in &failed {
            let detail = json!({ "state": JobState::Failed.id(), "stale": true });
            write.log("job.ended", SubjectKind::Job, id, detail);
        }
        if !failed.is_empty() {
            write.commit().await?;
        }
        Ok(failed.len() as u64)
    }
}

//! Long work: begun by a request, told of while it runs, kept when it is over.

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_store::{Job, JobId, JobState};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/jobs", Need::ReadCharts, jobs)
            .about(About::new("Long work, the newest first").gives::<Vec<WireJob>>()),
        get("/api/v1/jobs/{id}", Need::Anyone, job)
            .about(About::new("How far a piece of long work is").gives::<WireJob>()),
        post("/api/v1/jobs/{id}/stop", Need::Anyone, stop)
            .about(About::new("Ask long work to stop").gives::<WireJob>()),
    ]
}

/// A piece of work as callers see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Job)]
pub(crate) struct WireJob {
    pub(crate) id: String,
    /// `import`, `install`.
    pub(crate) kind: String,
    /// `queued`, `running`, `done`, `failed`, `stopped`.
    pub(crate) state: &'static str,
    pub(crate) done: i64,
    /// 0 while it is not known.
    pub(crate) total: i64,
    /// What it does at the moment, or why it failed.
    pub(crate) message: String,
    /// What came of it.
    pub(crate) result: Option<serde_json::Value>,
    /// Milliseconds since 1970.
    pub(crate) created: i64,
}

impl From<Job> for WireJob {
    fn from(job: Job) -> Self {
        let kind = job.kind.split('/').next().unwrap_or_default().to_owned();
        Self {
            id: job.id.to_string(),
            kind,
            state: job.state.id(),
            done: job.done,
            total: job.total,
            message: job.message,
            result: job.result.and_then(|r| serde_json::from_str(&r).ok()),
            created: job.created,
        }
    }
}

async fn jobs(State(app): Shared, Extension(who): Extension<Who>) -> Result<Json<Vec<WireJob>>, Fault> {
    let jobs = app.store.jobs(100).await?;
    Ok(Json(jobs.into_iter().filter(|j| sees(&who, j)).map(WireJob::from).collect()))
}

async fn job(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<WireJob>, Fault> {
    Ok(Json(found(&app, &who, id).await?.into()))
}

async fn stop(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<WireJob>, Fault> {
    let job = found(&app, &who, id).await?;
    Ok(Json(app.store.stop_job(&who.change(), &job.id).await?.into()))
}

/// Whoever began it sees it; so does who may do such work.
fn sees(who: &Who, job: &Job) -> bool {
    job.by == who.change().actor.to_string() || who.may(Need::Manage) || who.may(Need::Administer)
}

async fn found(app: &App, who: &Who, id: String) -> Result<Job, Fault> {
    let job = app.store.job(&JobId::new(id)).await?;
    if sees(who, &job) { Ok(job) } else { Err(Fault::missing("there is no such job")) }
}

/// Work that this server does now.
#[derive(Clone)]
pub(crate) struct Work {
    pub(crate) app: Arc<App>,
    pub(crate) who: Who,
    id: JobId,
}

/// How work ended: what it came to, in words and as JSON.
pub(crate) struct End {
    pub(crate) state: JobState,
    pub(crate) message: String,
    pub(crate) result: serde_json::Value,
}

impl Work {
    /// Begins work of this kind and does it beside the requests; the job, to be looked at.
    pub(crate) async fn begin<F>(
        app: &Arc<App>,
        who: &Who,
        kind: &str,
        total: usize,
        work: impl FnOnce(Self) -> F + Send + 'static,
    ) -> Result<WireJob, Fault>
    where
        F: Future<Output = Result<End, Fault>> + Send + 'static,
    {
        // What it works on is in this server's memory: a kind of its own keeps other servers from
        // taking it.
        let kind = format!("{kind}/{}", crate::auth::token::fresh()?);
        let change = who.change();
        app.store.create_job(&change, &kind, "{}", i64::try_from(total).unwrap_or(i64::MAX)).await?;
        let taken = app.store.take_job(&change, &[&kind]).await?;
        let job = taken.ok_or_else(|| Fault::internal("a job was gone before it began"))?;
        let this = Self { app: app.clone(), who: who.clone(), id: job.id.clone() };
        tokio::spawn(async move {
            let begun = tokio::spawn(work(this.clone()));
            let end = match begun.await {
                Ok(Ok(end)) => end,
                Ok(Err(fault)) => End::failed(fault.detail()),
                Err(_) => End::failed("the server failed at it; its log says why"),
            };
            this.end(end).await;
        });
        Ok(job.into())
    }

    /// Says how far it is; whether to go on.
    pub(crate) async fn say(&self, done: usize, total: usize, message: &str) -> Result<bool, Fault> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let now = crate::clock::now();
        let job = self.app.store.progress(&self.id, now, number(done), number(total), message).await?;
        Ok(!job.stop_asked)
    }

    async fn end(&self, end: End) {
        let result = end.result.to_string();
        let change = self.who.change();
        let store = &self.app.store;
        let ended = store.end_job(&change, &self.id, end.state, &end.message, Some(&result)).await;
        if let Err(error) = ended {
            crate::log::error("job", &error.to_string());
        }
    }
}

impl End {
    /// It was done.
    pub(crate) fn done(message: impl Into<String>, result: serde_json::Value) -> Self {
        Self { state: JobState::Done, message: message.into(), result }
    }

    /// It could not be done.
    pub(crate) fn failed(why: impl Into<String>) -> Self {
        Self { state: JobState::Failed, message: why.into(), result: serde_json::Value::Null }
    }
}

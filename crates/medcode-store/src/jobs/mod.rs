//! Long work and requests that may come twice.

mod idempotency;
mod sql;

use std::fmt;

use async_trait::async_trait;

pub use idempotency::{Idempotency, Requests};

use crate::words::words;
use crate::{Change, JobId, Millis, Result};

words! {
    /// Where a piece of work stands.
    JobState {
        /// It waits.
        Queued = "queued",
        /// It is being done.
        Running = "running",
        /// It was done.
        Done = "done",
        /// It could not be done.
        Failed = "failed",
        /// Someone stopped it.
        Stopped = "stopped",
    }
}

impl JobState {
    /// Whether nothing more will come.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Stopped)
    }
}

/// A piece of long work.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    /// Identifier.
    pub id: JobId,
    /// What it does: `import`, `install`, `code`, ... as the server names it.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How much is done.
    pub done: i64,
    /// How much there is; 0 while it is not known.
    pub total: i64,
    /// What it does at the moment, or why it failed: without a patient's words.
    pub message: String,
    /// What it works on: JSON, opaque here.
    pub input: String,
    /// What came of it: JSON, opaque here.
    pub result: Option<String>,
    /// Who asked for it.
    pub by: String,
    /// When it was asked for.
    pub created: Millis,
    /// When it last said that it lives.
    pub heartbeat: Millis,
    /// Whether someone asked it to stop.
    pub stop_asked: bool,
}

/// Shows neither input nor result.
impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("state", &self.state)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// Long work.
#[async_trait]
pub trait Jobs: Send + Sync {
    /// Puts work into the queue. `total` is 0 while it is not known.
    async fn create_job(&self, change: &Change, kind: &str, input: &str, total: i64) -> Result<Job>;

    /// Takes the oldest queued work of one of these kinds and makes it `running`; `None` when there is
    /// none. Two servers never get the same.
    async fn take_job(&self, change: &Change, kinds: &[&str]) -> Result<Option<Job>>;

    /// Says how far it is and that it lives; not logged. The job as it is now: look at `stop_asked`.
    /// `NotFound`; `Refused` when it does not run.
    async fn progress(
        &self,
        id: &JobId,
        now: Millis,
        done: i64,
        total: i64,
        message: &str,
    ) -> Result<Job>;

    /// Ends work that runs: `Done`, `Failed` or `Stopped`. `NotFound`; `Refused` when it is over, or for
    /// a state that is no end.
    async fn end_job(
        &self,
        change: &Change,
        id: &JobId,
        state: JobState,
        message: &str,
        result: Option<&str>,
    ) -> Result<Job>;

    /// Asks work to stop: queued work is stopped at once, running work sees it at its next progress.
    /// `NotFound`; `Refused` when it is over.
    async fn stop_job(&self, change: &Change, id: &JobId) -> Result<Job>;

    /// The job. `NotFound`.
    async fn job(&self, id: &JobId) -> Result<Job>;

    /// The jobs, the newest first, at most `limit`.
    async fn jobs(&self, limit: i64) -> Result<Vec<Job>>;

    /// Takes running jobs whose heartbeat is older than this as failed (their server died); how many.
    /// Call it at start and now and then.
    async fn fail_stale_jobs(&self, change: &Change, heartbeat_before: Millis) -> Result<u64>;
}

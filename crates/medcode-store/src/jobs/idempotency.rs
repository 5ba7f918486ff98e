//! Requests that may come twice and must act once.

use async_trait::async_trait;

use crate::{Digest, Millis, Result};

/// What is known of a request with a key.
#[derive(Clone, PartialEq, Eq)]
pub enum Idempotency {
    /// It is new and now claimed: do it, then call `finish` or `release`.
    New,
    /// The same request is being done.
    Running,
    /// It was done: this was the answer.
    Done {
        /// HTTP status.
        status: i64,
        /// Body.
        body: Vec<u8>,
    },
    /// The key was used for another request.
    Mismatch,
}

impl std::fmt::Debug for Idempotency {
    /// Shows no body.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::New => "New",
            Self::Running => "Running",
            Self::Done { .. } => "Done",
            Self::Mismatch => "Mismatch",
        })
    }
}

/// Idempotency keys, each of one actor (`user:ID`, `key:ID`). None of this is logged.
#[async_trait]
pub trait Requests: Send + Sync {
    /// Claims a key for a request with this digest, until `expires`; expired claims do not count. Of
    /// two at once exactly one gets `New`.
    async fn claim(
        &self,
        actor: &str,
        key: &str,
        request: Digest,
        now: Millis,
        expires: Millis,
    ) -> Result<Idempotency>;

    /// Keeps the answer. `NotFound` when nothing was claimed.
    async fn finish(&self, actor: &str, key: &str, status: i64, body: &[u8]) -> Result<()>;

    /// Gives a claimed key back, the request not having acted.
    async fn release(&self, actor: &str, key: &str) -> Result<()>;

    /// Removes what expired before; how many.
    async fn sweep_requests(&self, now: Millis) -> Result<u64>;
}

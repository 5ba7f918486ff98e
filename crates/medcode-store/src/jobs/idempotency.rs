//! Requests that may come twice and must act once.

use async_trait::async_trait;

use crate::db::{Database, Record, Row, sql};
use crate::{Digest, Error, Millis, Result};

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
    /// Claims a key for a request with this digest, until `expires`: soon, so that a server that dies
    /// does not hold it for long. Expired claims and answers do not count. Of two at once exactly one
    /// gets `New`. `Busy` when the key was given back in that moment.
    async fn claim(
        &self,
        actor: &str,
        key: &str,
        request: Digest,
        now: Millis,
        expires: Millis,
    ) -> Result<Idempotency>;

    /// Keeps the answer until `expires`. `NotFound` when nothing was claimed.
    async fn finish(
        &self,
        actor: &str,
        key: &str,
        status: i64,
        body: &[u8],
        expires: Millis,
    ) -> Result<()>;

    /// Gives a claimed key back, the request not having acted.
    async fn release(&self, actor: &str, key: &str) -> Result<()>;

    /// Removes what expired before; how many.
    async fn sweep_requests(&self, now: Millis) -> Result<u64>;
}

/// What is kept of a request.
struct Kept {
    digest: Digest,
    expires: Millis,
    status: Option<i64>,
    answer: Option<Vec<u8>>,
}

impl Record for Kept {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            digest: row.word("digest")?,
            expires: row.int("expires")?,
            status: row.maybe_int("status")?,
            answer: row.maybe_bytes("answer")?,
        })
    }
}

#[async_trait]
impl Requests for Database {
    async fn claim(
        &self,
        actor: &str,
        key: &str,
        request: Digest,
        now: Millis,
        expires: Millis,
    ) -> Result<Idempotency> {
        let mut transaction = self.begin().await?;
        let insert =
            sql("INSERT INTO requests (actor, request_key, digest, expires) VALUES ($1, $2, $3, $4) \
                          ON CONFLICT (actor, request_key) DO UPDATE SET digest = excluded.digest, \
                          expires = excluded.expires, status = NULL, answer = NULL \
                          WHERE requests.expires <= $5")
            .bind(actor)
            .bind(key)
            .bind(request)
            .bind(expires)
            .bind(now);
        if insert.run(&mut transaction).await? == 1 {
            transaction.commit().await?;
            return Ok(Idempotency::New);
        }
        let there = sql("SELECT digest, expires, status, answer FROM requests \
                         WHERE actor = $1 AND request_key = $2");
        let kept: Option<Kept> = there.bind(actor).bind(key).first(&mut transaction).await?;
        Ok(match kept.filter(|k| k.expires > now) {
            // Swept or given back between the two statements: the caller may try again.
            None => return Err(Error::Busy),
            Some(kept) if kept.digest != request => Idempotency::Mismatch,
            Some(Kept { status: Some(status), answer, .. }) => {
                Idempotency::Done { status, body: answer.unwrap_or_default() }
            }
            Some(_) => Idempotency::Running,
        })
    }

    async fn finish(
        &self,
        actor: &str,
        key: &str,
        status: i64,
        body: &[u8],
        expires: Millis,
    ) -> Result<()> {
        let mut transaction = self.begin().await?;
        let sql = sql("UPDATE requests SET status = $3, answer = $4, expires = $5 \
                       WHERE actor = $1 AND request_key = $2")
        .bind(actor)
        .bind(key)
        .bind(status)
        .bind(body.to_vec())
        .bind(expires);
        if sql.run(&mut transaction).await? == 0 {
            return Err(Error::NotFound("request"));
        }
        Ok(transaction.commit().await?)
    }

    async fn release(&self, actor: &str, key: &str) -> Result<()> {
        let mut transaction = self.begin().await?;
        let sql = sql("DELETE FROM requests WHERE actor = $1 AND request_key = $2 AND status IS NULL");
        sql.bind(actor).bind(key).run(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn sweep_requests(&self, now: Millis) -> Result<u64> {
        let mut transaction = self.begin().await?;
        let swept =
            sql("DELETE FROM requests WHERE expires <= $1").bind(now).run(&mut transaction).await?;
        transaction.commit().await?;
        Ok(swept)
    }
}

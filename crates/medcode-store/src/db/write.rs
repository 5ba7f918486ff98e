//! A change and its audit entries, in one transaction.

use serde_json::Value;
use sqlx::AnyConnection;
use sqlx::{Any, Transaction};

use super::{Record, Row, composed, sql};
use crate::audit::{Entry, Subject, SubjectKind, chain};
use crate::upkeep::Backend;
use crate::{Actor, Change, Digest, Error, Millis, Result};

/// A change under way. Dropped, it has not happened.
pub(crate) struct Write<'a> {
    transaction: Transaction<'static, Any>,
    backend: Backend,
    change: &'a Change,
    drafts: Vec<Draft>,
}

/// An entry to be appended when all else is written.
struct Draft {
    actor: String,
    action: String,
    subject: Subject,
    detail: String,
}

impl<'a> Write<'a> {
    pub(super) fn new(
        transaction: Transaction<'static, Any>,
        backend: Backend,
        change: &'a Change,
    ) -> Self {
        Self { transaction, backend, change, drafts: Vec::new() }
    }

    /// The connection to write by.
    pub(crate) fn on(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    /// Which database.
    pub(crate) fn backend(&self) -> Backend {
        self.backend
    }

    /// When the change happens.
    pub(crate) fn at(&self) -> Millis {
        self.change.at
    }

    /// Who makes it.
    pub(crate) fn actor(&self) -> &Actor {
        &self.change.actor
    }

    /// Who makes it, as it is kept.
    pub(crate) fn by(&self) -> String {
        self.change.actor.to_string()
    }

    /// The statement of the database that is open.
    pub(crate) fn either(&self, sqlite: &'static str, postgres: &'static str) -> super::Sql {
        sql(match self.backend {
            Backend::Sqlite => sqlite,
            Backend::Postgres => postgres,
        })
    }

    /// Says what was done to what.
    pub(crate) fn log(&mut self, action: &str, kind: SubjectKind, id: impl ToString, detail: Value) {
        self.log_text(action, Subject::new(kind, id), detail.to_string());
    }

    /// Says it with a detail that is JSON already.
    pub(crate) fn log_text(&mut self, action: &str, subject: Subject, detail: String) {
        self.drafts.push(Draft { actor: self.by(), action: action.to_owned(), subject, detail });
    }

    /// The same, but another acts: the one who comes by an invitation.
    pub(crate) fn log_as(&mut self, actor: String, action: &str, subject: Subject, detail: Value) {
        let detail = detail.to_string();
        self.drafts.push(Draft { actor, action: action.to_owned(), subject, detail });
    }

    /// Why an update of this version touched no row.
    pub(crate) async fn stale(&mut self, table: &'static str, id: &str, what: &'static str) -> Error {
        let sql = composed(format!("SELECT version AS n FROM {table} WHERE id = $1")).bind(id);
        match sql.one(self.on(), what).await {
            Ok(current) => Error::Conflict { current },
            Err(error) => error,
        }
    }

    /// Appends the entries and makes everything last.
    pub(crate) async fn commit(mut self) -> Result<()> {
        debug_assert!(!self.drafts.is_empty(), "a change that says nothing of itself");
        self.append().await?;
        Ok(self.transaction.commit().await?)
    }

    /// Appends come last and hold the head of the chain, so writers wait for each other here only and
    /// never for one another in a circle.
    async fn append(&mut self) -> Result<()> {
        let head = self.either(
            "SELECT seq, digest FROM audit_head",
            "SELECT seq, digest FROM audit_head FOR UPDATE",
        );
        let mut head: Head = head.one(self.on(), "audit head").await?;
        for draft in std::mem::take(&mut self.drafts) {
            let entry = self.entry(&head, draft);
            head = Head { seq: entry.seq, digest: entry.digest };
            insert(self.on(), entry).await?;
        }
        let sql = sql("UPDATE audit_head SET seq = $1, digest = $2").bind(head.seq).bind(head.digest);
        sql.run(self.on()).await.map(drop)
    }

    fn entry(&self, head: &Head, draft: Draft) -> Entry {
        let mut entry = Entry {
            seq: head.seq + 1,
            at: self.change.at,
            actor: draft.actor,
            request: self.change.from.clone().filter(|r| !r.is_empty()),
            action: draft.action,
            subject_kind: draft.subject.kind.id().to_owned(),
            subject_id: draft.subject.id,
            detail: draft.detail,
            prev: head.digest,
            digest: Digest::ZERO,
        };
        entry.digest = chain::digest(&entry);
        entry
    }
}

async fn insert(on: &mut AnyConnection, entry: Entry) -> Result<()> {
    let sql =
        sql("INSERT INTO audit_log (seq, happened, actor, request, action, subject_kind, subject_id, \
                   detail, prev, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(entry.seq)
        .bind(entry.at)
        .bind(entry.actor)
        .bind(entry.request)
        .bind(entry.action)
        .bind(entry.subject_kind)
        .bind(entry.subject_id)
        .bind(entry.detail)
        .bind(entry.prev)
        .bind(entry.digest);
    sql.run(on).await.map(drop)
}

/// The end of the chain.
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) digest: Digest,
}

impl Record for Head {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self { seq: row.int("seq")?, digest: row.word("digest")? })
    }
}

//! The audit log in the database.

use async_trait::async_trait;
use serde_json::json;

use super::{Audit, AuditFilter, Entry, Fault, NewEntry, SubjectKind, Verdict, chain};
use crate::db::{Database, Filter, Head, Record, Row, composed, literal, sql};
use crate::{Change, Digest, EncounterId, Error, PatientId, Result};

/// Entries read at a time.
const PAGE: i64 = 1000;

const COLUMNS: &str =
    "seq, happened, actor, request, action, subject_kind, subject_id, detail, prev, digest";

impl Record for Entry {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            seq: row.int("seq")?,
            at: row.int("happened")?,
            actor: row.text("actor")?,
            request: row.maybe_text("request")?,
            action: row.text("action")?,
            subject_kind: row.text("subject_kind")?,
            subject_id: row.text("subject_id")?,
            detail: row.text("detail")?,
            prev: written(row, "prev")?,
            digest: written(row, "digest")?,
        })
    }
}

/// A digest as it stands there; for one that was spoilt another that cannot be right, so that the walk
/// finds it.
fn written(row: &Row, column: &'static str) -> Result<Digest> {
    let text = row.maybe_text(column)?.unwrap_or_default();
    Ok(Digest::parse(&text).unwrap_or_else(|| Digest::of(text.as_bytes())))
}

/// What is said of a gap.
const MISSING: &str = "the entry is missing";

/// The end of the log: what the head names, and the last entry there is.
struct End {
    head: Head,
    last: i64,
}

impl Record for End {
    fn read(row: &Row) -> Result<Self> {
        let head = Head { seq: row.int("seq")?, digest: written(row, "digest")? };
        Ok(Self { head, last: row.int("n")? })
    }
}

/// The chain as far as it was walked.
struct Walk {
    seq: i64,
    digest: Digest,
}

impl Walk {
    /// The next entry, if it follows.
    fn take(&mut self, entry: &Entry) -> Option<Fault> {
        let fault = |seq, why| Some(Fault { seq, why });
        if entry.seq != self.seq + 1 {
            return fault(self.seq + 1, MISSING);
        }
        if entry.prev != self.digest {
            return fault(entry.seq, "it does not follow on the entry before");
        }
        if chain::digest(entry) != entry.digest {
            return fault(entry.seq, "its digest is not that of what it says");
        }
        self.seq = entry.seq;
        self.digest = entry.digest;
        None
    }

    fn end(self, fault: Option<Fault>) -> Verdict {
        Verdict { entries: self.seq, head: self.digest, fault }
    }
}

#[async_trait]
impl Audit for Database {
    async fn log(&self, change: &Change, entry: NewEntry) -> Result<()> {
        if entry.action.trim().is_empty() {
            return Err(Error::Invalid("an entry says what was done"));
        }
        if serde_json::from_str::<serde_json::Value>(&entry.detail).is_err() {
            return Err(Error::Invalid("the detail of an entry is JSON"));
        }
        let mut write = self.change(change).await?;
        write.log_text(&entry.action, entry.subject, entry.detail);
        write.commit().await
    }

    async fn patient_opened(&self, change: &Change, patient: &PatientId) -> Result<()> {
        let mut write = self.change(change).await?;
        let known = sql("SELECT count(*) AS n FROM patients WHERE id = $1").bind(patient);
        if known.one::<i64>(write.on(), "patient").await? == 0 {
            return Err(Error::NotFound("patient"));
        }
        write.log("record.opened", SubjectKind::Patient, patient, json!({}));
        write.commit().await
    }

    async fn encounter_opened(&self, change: &Change, encounter: &EncounterId) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql =
            sql("SELECT COALESCE(patient_id, '') AS t FROM encounters WHERE id = $1").bind(encounter);
        let patient: String = sql.one(write.on(), "encounter").await?;
        let detail = if patient.is_empty() { json!({}) } else { json!({ "patient": patient }) };
        write.log("record.opened", SubjectKind::Encounter, encounter, detail);
        write.commit().await
    }

    async fn entries(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Entry>> {
        let mut wanted = Filter::default();
        wanted.and_with("seq < ?", before.unwrap_or(i64::MAX));
        wanted.and_if("actor = ?", filter.actor.as_deref());
        let beginning = filter.action.as_deref().map(|a| format!("{}.%", literal(a)));
        wanted.and_if("(action || '.') LIKE ? ESCAPE '!'", beginning);
        wanted.and_if("subject_kind = ?", filter.subject_kind.map(SubjectKind::id));
        wanted.and_if("subject_id = ?", filter.subject_id.as_deref());
        wanted.and_if("happened >= ?", filter.from);
        wanted.and_if("happened < ?", filter.until);
        let limit = wanted.place(limit.clamp(1, PAGE));
        let text = format!(
            "SELECT {COLUMNS} FROM audit_log WHERE {} ORDER BY seq DESC LIMIT {limit}",
            wanted.text()
        );
        wanted.statement(text).all(&mut *self.reader().await?).await
    }

    async fn entries_from(&self, seq: i64, limit: i64) -> Result<Vec<Entry>> {
        let sql =
            composed(format!("SELECT {COLUMNS} FROM audit_log WHERE seq >= $1 ORDER BY seq LIMIT $2"));
        sql.bind(seq).bind(limit.clamp(1, PAGE)).all(&mut *self.reader().await?).await
    }

    async fn verify_audit(&self) -> Result<Verdict> {
        // One statement sees one moment: what is appended while it walks is not asked for.
        let end = sql("SELECT h.seq, h.digest, COALESCE((SELECT max(seq) FROM audit_log), 0) AS n \
                       FROM audit_head h");
        let End { head, last } = end.one(&mut *self.reader().await?, "audit head").await?;
        let mut walk = Walk { seq: 0, digest: Digest::ZERO };
        while walk.seq < head.seq {
            let page = self.entries_from(walk.seq + 1, PAGE.min(head.seq - walk.seq)).await?;
            if page.is_empty() {
                let fault = Fault { seq: walk.seq + 1, why: MISSING };
                return Ok(walk.end(Some(fault)));
            }
            for entry in &page {
                if let Some(fault) = walk.take(entry) {
                    return Ok(walk.end(Some(fault)));
                }
            }
        }
        let fault = if walk.digest != head.digest {
            Some(Fault { seq: head.seq, why: "it is not the one the head of the log names" })
        } else if last > head.seq {
            Some(Fault { seq: head.seq + 1, why: "it stands behind the head of the log" })
        } else {
            None
        };
        Ok(walk.end(fault))
    }
}

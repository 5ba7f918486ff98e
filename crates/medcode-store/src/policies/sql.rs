//! Retention and erasure in the database.

use async_trait::async_trait;
use serde_json::json;

use super::{Erased, Policies, Retention, RetentionKind};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, sql};
use crate::{Change, EncounterId, Error, Millis, PatientId, Result, code_sets, encounters, notes};

/// A day in milliseconds.
const DAY: i64 = 86_400_000;
/// Encounters erased in one transaction: others can write between two of them.
const BATCH: i64 = 100;

impl Record for Retention {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self { kind: row.word("kind")?, days: Some(row.int("days")?) })
    }
}

/// The content of one encounter, the record that it was there kept.
async fn empty_encounter(write: &mut Write<'_>, id: &EncounterId) -> Result<Erased> {
    let notes = notes::erase(write, id).await?;
    let code_sets = code_sets::erase(write, id).await?;
    let at = write.at();
    let presence = sql("DELETE FROM presence WHERE encounter_id = $1").bind(id);
    presence.run(write.on()).await?;
    let sql = sql("UPDATE encounters SET external_id = NULL, patient_id = NULL, service_from = NULL, \
                   service_to = NULL, age = NULL, sex = NULL, title = '', folded = '', hold_reason = NULL, \
                   facts = '{}', status = 'deleted', open = 0, erased = $2, updated = $2, \
                   version = version + 1 WHERE id = $1 AND erased IS NULL");
    let encounters = sql.bind(id).bind(at).run(write.on()).await?;
    write.log(
        "encounter.erased",
        SubjectKind::Encounter,
        id,
        json!({ "notes": notes, "code_sets": code_sets }),
    );
    Ok(Erased {
        encounters: count(encounters),
        notes: count(notes),
        code_sets: count(code_sets),
        ..Erased::default()
    })
}

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

impl std::ops::AddAssign for Erased {
    fn add_assign(&mut self, other: Self) {
        self.patients += other.patients;
        self.encounters += other.encounters;
        self.notes += other.notes;
        self.code_sets += other.code_sets;
        self.jobs += other.jobs;
    }
}

/// Closed encounters that nobody touched since and that still have what is to go.
async fn over(write: &mut Write<'_>, kind: RetentionKind, before: Millis) -> Result<Vec<EncounterId>> {
    let text = match kind {
        RetentionKind::Encounters => {
            "SELECT id AS t FROM encounters WHERE open = 0 AND erased IS NULL AND updated < $1 LIMIT $2"
        }
        RetentionKind::Notes => {
            "SELECT id AS t FROM encounters e WHERE open = 0 AND erased IS NULL AND updated < $1 AND EXISTS \
             (SELECT 1 FROM notes n WHERE n.encounter_id = e.id AND n.erased IS NULL) LIMIT $2"
        }
        RetentionKind::Jobs => return Ok(Vec::new()),
    };
    let ids: Vec<String> = sql(text).bind(before).bind(BATCH).all(write.on()).await?;
    let mut ids: Vec<EncounterId> = ids.into_iter().map(EncounterId::new).collect();
    ids.sort();
    Ok(ids)
}

/// A batch of what one policy says is over; nothing when there is no more.
async fn erase_batch(
    database: &Database,
    change: &Change,
    kind: RetentionKind,
    before: Millis,
) -> Result<Option<Erased>> {
    let mut write = database.change(change).await?;
    let mut erased = Erased::default();
    let ids = over(&mut write, kind, before).await?;
    if ids.is_empty() {
        return Ok(None);
    }
    for id in ids {
        if kind == RetentionKind::Encounters {
            erased += empty_encounter(&mut write, &id).await?;
        } else {
            let notes = notes::erase(&mut write, &id).await?;
            write.log("note.erased", SubjectKind::Encounter, &id, json!({ "notes": notes }));
            erased.notes += count(notes);
        }
    }
    write.commit().await?;
    Ok(Some(erased))
}

async fn policies(on: &mut sqlx::AnyConnection) -> Result<Vec<Retention>> {
    let said: Vec<Retention> = sql("SELECT kind, days FROM retention").all(on).await?;
    let of = |kind: &RetentionKind| {
        let days = said.iter().find(|r| r.kind == *kind).and_then(|r| r.days);
        Retention { kind: *kind, days }
    };
    Ok(RetentionKind::ALL.iter().map(of).collect())
}

/// Before which time a policy says that it is over; before all times where there is none.
fn limit(policies: &[Retention], kind: RetentionKind, now: Millis) -> Millis {
    let days = policies.iter().find(|p| p.kind == kind).and_then(|p| p.days);
    days.map_or(Millis::MIN, |days| now.saturating_sub(days.saturating_mul(DAY)))
}

#[async_trait]
impl Policies for Database {
    async fn retention(&self) -> Result<Vec<Retention>> {
        policies(&mut *self.reader().await?).await
    }

    async fn set_retention(&self, change: &Change, to: Retention) -> Result<()> {
        if to.days.is_some_and(|d| d < 1) {
            return Err(Error::Invalid("records are kept at least one day"));
        }
        let mut write = self.change(change).await?;
        let delete = sql("DELETE FROM retention WHERE kind = $1").bind(to.kind.id());
        delete.run(write.on()).await?;
        if let Some(days) = to.days {
            let insert = sql("INSERT INTO retention (kind, days) VALUES ($1, $2)");
            insert.bind(to.kind.id()).bind(days).run(write.on()).await?;
        }
        write.log("retention.set", SubjectKind::Policy, to.kind.id(), json!({ "days": to.days }));
        write.commit().await
    }

    async fn preview_retention(&self, now: Millis) -> Result<Erased> {
        let mut on = self.reader().await?;
        let policies = policies(&mut on).await?;
        let encounters = limit(&policies, RetentionKind::Encounters, now);
        let notes = limit(&policies, RetentionKind::Notes, now).max(encounters);
        let jobs = limit(&policies, RetentionKind::Jobs, now);
        let mut count =
            async |text, before: Millis| sql(text).bind(before).one::<i64>(&mut on, "count").await;
        Ok(Erased {
            patients: 0,
            encounters: count(
                "SELECT count(*) AS n FROM encounters WHERE open = 0 AND erased IS NULL AND updated < $1",
                encounters,
            )
            .await?,
            notes: count(
                "SELECT count(*) AS n FROM notes n JOIN encounters e ON e.id = n.encounter_id \
                 WHERE n.erased IS NULL AND e.open = 0 AND e.erased IS NULL AND e.updated < $1",
                notes,
            )
            .await?,
            code_sets: count(
                "SELECT count(*) AS n FROM code_sets c JOIN encounters e ON e.id = c.encounter_id \
                 WHERE c.erased IS NULL AND e.open = 0 AND e.erased IS NULL AND e.updated < $1",
                encounters,
            )
            .await?,
            jobs: count(
                "SELECT count(*) AS n FROM jobs WHERE state NOT IN ('queued', 'running') AND heartbeat < $1",
                jobs,
            )
            .await?,
        })
    }

    async fn apply_retention(&self, change: &Change) -> Result<Erased> {
        let mut erased = Erased::default();
        let policies = self.retention().await?;
        for kind in [RetentionKind::Notes, RetentionKind::Encounters] {
            let before = limit(&policies, kind, change.at);
            while let Some(batch) = erase_batch(self, change, kind, before).await? {
                erased += batch;
            }
        }
        let mut write = self.change(change).await?;
        let jobs = sql("DELETE FROM jobs WHERE state NOT IN ('queued', 'running') AND heartbeat < $1")
            .bind(limit(&policies, RetentionKind::Jobs, change.at));
        erased.jobs = count(jobs.run(write.on()).await?);
        let detail = json!({
            "encounters": erased.encounters, "notes": erased.notes,
            "code_sets": erased.code_sets, "jobs": erased.jobs,
        });
        write.log("retention.applied", SubjectKind::System, "retention", detail);
        write.commit().await?;
        self.settle_erasure().await?;
        Ok(erased)
    }

    async fn erase_encounter(&self, change: &Change, id: &EncounterId) -> Result<Erased> {
        let mut write = self.change(change).await?;
        encounters::by_id(write.on(), id).await?;
        let erased = empty_encounter(&mut write, id).await?;
        write.commit().await?;
        self.settle_erasure().await?;
        Ok(erased)
    }

    async fn erase_patient(&self, change: &Change, id: &PatientId) -> Result<Erased> {
        let mut write = self.change(change).await?;
        let at = change.at;
        let sql_patient =
            sql("UPDATE patients SET mrn = NULL, family = '', given = '', birth = NULL, sex = NULL, \
                               address = '', folded = '', erased = COALESCE(erased, $2), \
                               version = version + 1 WHERE id = $1");
        let patients = sql_patient.bind(id).bind(at).run(write.on()).await?;
        if patients == 0 {
            return Err(Error::NotFound("patient"));
        }
        let coverages = sql("DELETE FROM coverages WHERE patient_id = $1").bind(id);
        coverages.run(write.on()).await?;
        let charts = sql("SELECT id AS t FROM encounters WHERE patient_id = $1 ORDER BY id").bind(id);
        let charts: Vec<String> = charts.all(write.on()).await?;
        let mut erased = Erased { patients: count(patients), ..Erased::default() };
        for chart in charts {
            erased += empty_encounter(&mut write, &EncounterId::new(chart)).await?;
        }
        write.log(
            "patient.erased",
            SubjectKind::Patient,
            id,
            json!({ "encounters": erased.encounters }),
        );
        write.commit().await?;
        self.settle_erasure().await?;
        Ok(erased)
    }
}

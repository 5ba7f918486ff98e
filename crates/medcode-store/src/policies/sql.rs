//! Retention and erasure in the database.

use async_trait::async_trait;
use serde_json::json;

use super::{Erased, Policies, Retention, RetentionKind};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, sql};
use crate::{Change, EncounterId, Error, Millis, PatientId, Result, code_sets, encounters, notes};

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

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

/// The closed encounters that nobody touched since.
async fn closed_since(write: &mut Write<'_>, before: Millis) -> Result<Vec<EncounterId>> {
    let sql = sql("SELECT id AS t FROM encounters WHERE open = 0 AND erased IS NULL AND updated < $1 \
                   ORDER BY id");
    let ids: Vec<String> = sql.bind(before).all(write.on()).await?;
    Ok(ids.into_iter().map(EncounterId::new).collect())
}

/// What one policy says is over.
async fn apply(write: &mut Write<'_>, kind: RetentionKind, before: Millis) -> Result<Erased> {
    let mut erased = Erased::default();
    match kind {
        RetentionKind::Encounters => {
            for id in closed_since(write, before).await? {
                erased += empty_encounter(write, &id).await?;
            }
        }
        RetentionKind::Notes => {
            for id in closed_since(write, before).await? {
                let gone = notes::erase(write, &id).await?;
                if gone > 0 {
                    write.log("note.erased", SubjectKind::Encounter, &id, json!({ "notes": gone }));
                }
                erased.notes += count(gone);
            }
        }
        RetentionKind::Jobs => {
            let sql =
                sql("DELETE FROM jobs WHERE state NOT IN ('queued', 'running') AND heartbeat < $1");
            erased.jobs = count(sql.bind(before).run(write.on()).await?);
        }
    }
    Ok(erased)
}

async fn policies(on: &mut sqlx::AnyConnection) -> Result<Vec<Retention>> {
    let said: Vec<Retention> = sql("SELECT kind, days FROM retention").all(on).await?;
    let of = |kind: &RetentionKind| {
        let days = said.iter().find(|r| r.kind == *kind).and_then(|r| r.days);
        Retention { kind: *kind, days }
    };
    Ok(RetentionKind::ALL.iter().map(of).collect())
}

/// Erases what all policies say is over.
async fn over(write: &mut Write<'_>) -> Result<Erased> {
    let mut erased = Erased::default();
    for policy in policies(write.on()).await? {
        if let Some(days) = policy.days {
            let before = write.at().saturating_sub(days.saturating_mul(DAY));
            erased += apply(write, policy.kind, before).await?;
        }
    }
    Ok(erased)
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
        let change = Change::system("preview", now);
        // What is not committed has not happened.
        over(&mut self.change(&change).await?).await
    }

    async fn apply_retention(&self, change: &Change) -> Result<Erased> {
        let mut write = self.change(change).await?;
        let erased = over(&mut write).await?;
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

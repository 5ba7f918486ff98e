//! Encounters in the database.

use async_trait::async_trait;
use medcode_model::{Date, Setting};
use serde_json::json;

use super::{
    Encounter, EncounterUpdate, Encounters, Imported, NewChart, NewEncounter, Page, PastEncounter,
    Presence, Status, StatusCount, WorklistFilter, WorklistQuery, WorklistRow, edit, list, past,
    presence, row,
};
use crate::audit::SubjectKind;
use crate::db::{Database, Write, sql};
use crate::{Change, EncounterId, Error, Millis, PatientId, Result, UserId, notes, users};

/// Keeps a new encounter and logs it; the one that is there when its external id is taken.
async fn create(write: &mut Write<'_>, new: NewEncounter) -> Result<Result<Encounter, Encounter>> {
    if let Some(assignee) = &new.assignee {
        users::sql::active(write.on(), assignee).await?;
    }
    let encounter = row::made(EncounterId::fresh(write.at()), new, write.at())?;
    if !row::insert(write.on(), &encounter).await? {
        let external = encounter.external_id.as_deref().unwrap_or_default();
        let there = row::by_external_id(write.on(), external).await?;
        return Ok(Err(there.ok_or(Error::Taken("external id"))?));
    }
    let detail = json!({ "status": encounter.status.id(), "patient": encounter.patient.as_ref().map(|p| p.as_str()) });
    write.log("encounter.created", SubjectKind::Encounter, &encounter.id, detail);
    Ok(Ok(encounter))
}

/// Gives one open encounter to someone or to nobody; whether it was given.
async fn give(write: &mut Write<'_>, id: &EncounterId, to: Option<&UserId>) -> Result<bool> {
    let status = if to.is_some() { Status::Assigned } else { Status::New };
    let at = write.at();
    let sql = sql("UPDATE encounters SET assignee = $2, updated = $4, version = version + 1, \
                   status = CASE WHEN status = 'held' THEN status ELSE $3 END \
                   WHERE id = $1 AND open = 1 AND COALESCE(assignee, '') <> $5")
    .bind(id)
    .bind(to)
    .bind(status.id())
    .bind(at)
    .bind(to.map_or("", UserId::as_str));
    if sql.run(write.on()).await? == 0 {
        return Ok(false);
    }
    let detail = json!({ "to": to.map(UserId::as_str) });
    write.log("encounter.assigned", SubjectKind::Encounter, id, detail);
    Ok(true)
}

/// The most urgent encounter that this user may take next, held for this transaction.
async fn next_for(
    write: &mut Write<'_>,
    user: &UserId,
    setting: Option<Setting>,
) -> Result<Option<EncounterId>> {
    let mine = write.either(
        "SELECT id AS t FROM encounters WHERE assignee = $1 AND status = 'assigned' \
         AND ($2 = '' OR setting = $2) ORDER BY priority, due, created, id LIMIT 1",
        "SELECT id AS t FROM encounters WHERE assignee = $1 AND status = 'assigned' \
         AND ($2 = '' OR setting = $2) ORDER BY priority, due, created, id LIMIT 1 FOR UPDATE SKIP LOCKED",
    );
    let new = write.either(
        "SELECT id AS t FROM encounters WHERE status = 'new' \
         AND ($1 = '' OR setting = $1) ORDER BY priority, due, created, id LIMIT 1",
        "SELECT id AS t FROM encounters WHERE status = 'new' \
         AND ($1 = '' OR setting = $1) ORDER BY priority, due, created, id LIMIT 1 FOR UPDATE SKIP LOCKED",
    );
    let setting = setting.map_or("", Setting::id);
    let mine: Option<String> = mine.bind(user).bind(setting).first(write.on()).await?;
    let found = match mine {
        Some(id) => Some(id),
        None => new.bind(setting).first(write.on()).await?,
    };
    Ok(found.map(EncounterId::new))
}

#[async_trait]
impl Encounters for Database {
    async fn create_encounter(&self, change: &Change, new: NewEncounter) -> Result<Encounter> {
        let mut write = self.change(change).await?;
        let encounter = create(&mut write, new).await?.map_err(|_| Error::Taken("external id"))?;
        write.commit().await?;
        Ok(encounter)
    }

    async fn import_charts(&self, change: &Change, charts: Vec<NewChart>) -> Result<Vec<Imported>> {
        let mut write = self.change(change).await?;
        let mut imported = Vec::with_capacity(charts.len());
        for chart in charts {
            imported.push(match create(&mut write, chart.encounter).await? {
                Err(there) => Imported::Exists(there.id),
                Ok(encounter) => {
                    if let Some(note) = chart.note {
                        notes::insert(&mut write, &encounter.id, note).await?;
                    }
                    Imported::Created(encounter.id)
                }
            });
        }
        if imported.iter().any(|i| matches!(i, Imported::Created(_))) {
            write.commit().await?;
        }
        Ok(imported)
    }

    async fn encounter(&self, id: &EncounterId) -> Result<Encounter> {
        row::by_id(&mut *self.reader().await?, id).await
    }

    async fn encounter_by_external_id(&self, external_id: &str) -> Result<Option<Encounter>> {
        row::by_external_id(&mut *self.reader().await?, external_id).await
    }

    async fn update_encounter(
        &self,
        change: &Change,
        id: &EncounterId,
        version: i64,
        to: EncounterUpdate,
    ) -> Result<Encounter> {
        edit::edit(self, change, id, version, |e| edit::apply(e, to)).await
    }

    async fn assign(&self, change: &Change, ids: &[EncounterId], to: Option<&UserId>) -> Result<u64> {
        let mut write = self.change(change).await?;
        if let Some(user) = to {
            users::sql::active(write.on(), user).await?;
        }
        // In one order, so that two who share out the same charts do not wait for each other.
        let mut ids: Vec<&EncounterId> = ids.iter().collect();
        ids.sort();
        ids.dedup();
        let mut given = 0;
        for id in ids {
            given += u64::from(give(&mut write, id, to).await?);
        }
        if given > 0 {
            write.commit().await?;
        }
        Ok(given)
    }

    async fn set_status(
        &self,
        change: &Change,
        id: &EncounterId,
        version: i64,
        to: Status,
    ) -> Result<Encounter> {
        edit::edit(self, change, id, version, |e| edit::become_status(e, to, &change.actor)).await
    }

    async fn hold(
        &self,
        change: &Change,
        id: &EncounterId,
        version: i64,
        reason: &str,
    ) -> Result<Encounter> {
        edit::edit(self, change, id, version, |e| edit::hold(e, reason)).await
    }

    async fn worklist(&self, query: &WorklistQuery) -> Result<Page<WorklistRow>> {
        list::page(self, query).await
    }

    async fn count_by_status(&self, filter: &WorklistFilter) -> Result<Vec<StatusCount>> {
        list::counts(self, filter).await
    }

    async fn next_chart(
        &self,
        change: &Change,
        user: &UserId,
        setting: Option<Setting>,
    ) -> Result<Option<Encounter>> {
        let mut write = self.change(change).await?;
        users::sql::active(write.on(), user).await?;
        let Some(id) = next_for(&mut write, user, setting).await? else { return Ok(None) };
        let sql = sql("UPDATE encounters SET assignee = $2, status = 'in_progress', updated = $3, \
                       version = version + 1 WHERE id = $1");
        sql.bind(&id).bind(user).bind(change.at).run(write.on()).await?;
        let encounter = row::by_id(write.on(), &id).await?;
        let detail = json!({ "to": user.as_str(), "status": encounter.status.id() });
        write.log("encounter.taken", SubjectKind::Encounter, &id, detail);
        write.commit().await?;
        Ok(Some(encounter))
    }

    async fn enter(
        &self,
        id: &EncounterId,
        user: &UserId,
        now: Millis,
        until: Millis,
    ) -> Result<Vec<Presence>> {
        presence::enter(self, id, user, now, until).await
    }

    async fn leave(&self, id: &EncounterId, user: &UserId) -> Result<()> {
        presence::leave(self, id, user).await
    }

    async fn present(&self, id: &EncounterId, now: Millis) -> Result<Vec<Presence>> {
        presence::present(&mut *self.reader().await?, id, now).await
    }

    async fn history(
        &self,
        patient: &PatientId,
        until: Option<Date>,
        but: Option<&EncounterId>,
        limit: i64,
    ) -> Result<Vec<PastEncounter>> {
        past::history(self, patient, until, but, limit).await
    }

    async fn first_service(&self) -> Result<Option<Date>> {
        past::first_service(self).await
    }
}

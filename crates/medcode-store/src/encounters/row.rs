//! An encounter as a row.

use medcode_model::{BillingContext, Setting, Sex};
use sqlx::AnyConnection;

use super::{Encounter, NewEncounter, Status};
use crate::db::{Record, Row, Word, Write, composed, sql};
use crate::{EncounterId, Error, Result};

/// What an [`Encounter`] is read from.
const COLUMNS: &str = "id, external_id, patient_id, provider_id, service_from, service_to, setting, billing, \
                       age, sex, title, status, priority, due, assignee, hold_reason, facts, code_set, \
                       created, updated, version, erased";

/// What is kept where nothing is due, so that it sorts last.
pub(super) const NEVER: i64 = i64::MAX;

/// What is said of an encounter whose content is gone.
pub(crate) const ERASED: Error = Error::Refused("the encounter was erased");

impl Word for Setting {
    fn of(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Word for BillingContext {
    fn of(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Word for Sex {
    fn of(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

/// The word a sex is kept as.
pub(crate) const fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "F",
        Sex::Male => "M",
    }
}

impl Record for Encounter {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            external_id: row.maybe_text("external_id")?,
            patient: row.maybe_word("patient_id")?,
            provider: row.maybe_word("provider_id")?,
            from: row.maybe_word("service_from")?,
            to: row.maybe_word("service_to")?,
            setting: row.maybe_word("setting")?,
            billing: row.maybe_word("billing")?,
            age: row.maybe_int("age")?,
            sex: row.maybe_word("sex")?,
            title: row.text("title")?,
            status: row.word("status")?,
            priority: row.int("priority")?,
            due: Some(row.int("due")?).filter(|d| *d != NEVER),
            assignee: row.maybe_word("assignee")?,
            hold_reason: row.maybe_text("hold_reason")?,
            facts: row.text("facts")?,
            code_set: row.int("code_set")?,
            created: row.int("created")?,
            updated: row.int("updated")?,
            version: row.int("version")?,
            erased: row.maybe_int("erased")?,
        })
    }
}

/// The encounter. `NotFound`.
pub(crate) async fn by_id(on: &mut AnyConnection, id: &EncounterId) -> Result<Encounter> {
    let sql = composed(format!("SELECT {COLUMNS} FROM encounters WHERE id = $1")).bind(id);
    sql.one(on, "encounter").await
}

/// The encounter with this external id.
pub(super) async fn by_external_id(on: &mut AnyConnection, id: &str) -> Result<Option<Encounter>> {
    composed(format!("SELECT {COLUMNS} FROM encounters WHERE external_id = $1")).bind(id).first(on).await
}

/// Why an encounter that is not erased was not found.
pub(crate) async fn gone(on: &mut AnyConnection, id: &EncounterId) -> Error {
    match by_id(on, id).await {
        Ok(_) => ERASED,
        Err(error) => error,
    }
}

/// An encounter as it is when it is new.
pub(super) fn made(id: EncounterId, new: NewEncounter, at: i64) -> Result<Encounter> {
    let assigned = new.assignee.is_some();
    let encounter = Encounter {
        id,
        external_id: new.external_id.filter(|e| !e.trim().is_empty()),
        patient: new.patient,
        provider: new.provider,
        from: new.from,
        to: new.to,
        setting: new.setting,
        billing: new.billing,
        age: new.age,
        sex: new.sex,
        title: new.title,
        status: if assigned { Status::Assigned } else { Status::New },
        priority: new.priority,
        due: new.due,
        assignee: new.assignee,
        hold_reason: None,
        facts: new.facts,
        code_set: 0,
        created: at,
        updated: at,
        version: 1,
        erased: None,
    };
    checked(encounter)
}

/// What no encounter may be.
pub(super) fn checked(encounter: Encounter) -> Result<Encounter> {
    if !(1..=9).contains(&encounter.priority) {
        return Err(Error::Invalid("a priority is 1 to 9"));
    }
    if let (Some(from), Some(to)) = (encounter.from, encounter.to)
        && to < from
    {
        return Err(Error::Invalid("the last date of service is before the first"));
    }
    Ok(encounter)
}

/// What its worklist text is searched in.
fn folded(encounter: &Encounter) -> String {
    let external = encounter.external_id.as_deref().unwrap_or_default();
    format!("{} {external}", encounter.title).to_lowercase()
}

/// Keeps a new encounter; false when there is one with its external id.
pub(super) async fn insert(on: &mut AnyConnection, e: &Encounter) -> Result<bool> {
    let sql = sql("INSERT INTO encounters (id, external_id, patient_id, provider_id, service_from, \
                   service_to, setting, billing, age, sex, title, folded, status, open, priority, due, \
                   assignee, facts, code_set, note_count, decision_count, created, updated, version) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
                   0, 0, 0, $19, $19, 1) ON CONFLICT (external_id) DO NOTHING")
    .bind(&e.id)
    .bind(&e.external_id)
    .bind(e.patient.as_ref())
    .bind(e.provider.as_ref())
    .bind(e.from)
    .bind(e.to)
    .bind(e.setting.map(Setting::id))
    .bind(e.billing.map(BillingContext::id))
    .bind(e.age)
    .bind(e.sex.map(sex_word))
    .bind(&e.title)
    .bind(folded(e))
    .bind(e.status.id())
    .bind(!e.status.is_closed())
    .bind(e.priority)
    .bind(e.due.unwrap_or(NEVER))
    .bind(e.assignee.as_ref())
    .bind(&e.facts)
    .bind(e.created);
    let rows = sql.run(on).await.map_err(|e| e.about("external id", "patient, provider or user"))?;
    Ok(rows == 1)
}

/// Writes the fields of an encounter that was read at its version, which counts up.
pub(super) async fn update(write: &mut Write<'_>, e: &Encounter) -> Result<()> {
    let at = write.at();
    let sql = sql("UPDATE encounters SET patient_id = $3, provider_id = $4, service_from = $5, \
                   service_to = $6, setting = $7, billing = $8, age = $9, sex = $10, title = $11, \
                   folded = $12, status = $13, open = $14, priority = $15, due = $16, assignee = $17, \
                   hold_reason = $18, facts = $19, updated = $20, version = version + 1 \
                   WHERE id = $1 AND version = $2")
    .bind(&e.id)
    .bind(e.version)
    .bind(e.patient.as_ref())
    .bind(e.provider.as_ref())
    .bind(e.from)
    .bind(e.to)
    .bind(e.setting.map(Setting::id))
    .bind(e.billing.map(BillingContext::id))
    .bind(e.age)
    .bind(e.sex.map(sex_word))
    .bind(&e.title)
    .bind(folded(e))
    .bind(e.status.id())
    .bind(!e.status.is_closed())
    .bind(e.priority)
    .bind(e.due.unwrap_or(NEVER))
    .bind(e.assignee.as_ref())
    .bind(&e.hold_reason)
    .bind(&e.facts)
    .bind(at);
    let rows = sql.run(write.on()).await.map_err(|e| e.about("value", "patient, provider or user"))?;
    if rows == 0 { Err(write.stale("encounters", e.id.as_str(), "encounter").await) } else { Ok(()) }
}

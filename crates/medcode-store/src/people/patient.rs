//! Patients and what covers them.

use std::fmt;

use medcode_model::{Date, Sex};
use serde_json::json;
use sqlx::AnyConnection;

use crate::audit::SubjectKind;
use crate::db::{Database, Filter, Record, Row, Write, composed, literal, sql};
use crate::encounters::sex_word;
use crate::{Change, CoverageId, Error, Millis, PatientId, PayerId, Result};

/// A patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Patient {
    /// Identifier.
    pub id: PatientId,
    /// What is known of the patient; empty once erased.
    pub about: NewPatient,
    /// When the record was made.
    pub created: Millis,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
    /// When it was erased.
    pub erased: Option<Millis>,
}

/// Shows the identifier only.
impl fmt::Debug for Patient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Patient")
            .field("id", &self.id)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// What is known of a patient.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewPatient {
    /// The number the practice knows the patient by; unique when given.
    pub mrn: Option<String>,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Date of birth.
    pub birth: Option<Date>,
    /// Sex as recorded for billing.
    pub sex: Option<Sex>,
    /// Address and telecom: JSON, opaque here.
    pub address: String,
}

/// Shows nothing.
impl fmt::Debug for NewPatient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPatient").finish_non_exhaustive()
    }
}

/// One coverage of a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Identifier.
    pub id: CoverageId,
    /// The patient.
    pub patient: PatientId,
    /// 1 pays first.
    pub position: i64,
    /// What is known of it.
    pub about: NewCoverage,
}

/// Shows identifiers only.
impl fmt::Debug for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Coverage")
            .field("id", &self.id)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

/// What is known of a coverage.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCoverage {
    /// Who pays.
    pub payer: PayerId,
    /// The member's number.
    pub member: String,
    /// The group's number.
    pub group: Option<String>,
    /// What the patient is to the subscriber: `self`, `spouse`, `child`, `other`.
    pub relation: String,
    /// The subscriber, where it is not the patient: JSON, opaque here.
    pub subscriber: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// Shows the payer only.
impl fmt::Debug for NewCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewCoverage").field("payer", &self.payer).finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, mrn, family, given, birth, sex, address, created, version, erased";

impl Record for Patient {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            about: NewPatient {
                mrn: row.maybe_text("mrn")?,
                family: row.text("family")?,
                given: row.text("given")?,
                birth: row.maybe_word("birth")?,
                sex: row.maybe_word("sex")?,
                address: row.text("address")?,
            },
            created: row.int("created")?,
            version: row.int("version")?,
            erased: row.maybe_int("erased")?,
        })
    }
}

impl Record for Coverage {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            patient: row.word("patient_id")?,
            position: row.int("position")?,
            about: NewCoverage {
                payer: row.word("payer")?,
                member: row.text("member")?,
                group: row.maybe_text("group_number")?,
                relation: row.text("relation")?,
                subscriber: row.text("subscriber")?,
                from: row.maybe_word("valid_from")?,
                to: row.maybe_word("valid_to")?,
            },
        })
    }
}

/// What a patient is searched by.
fn folded(about: &NewPatient) -> String {
    let mrn = about.mrn.as_deref().unwrap_or_default();
    format!("{} {} {mrn}", about.family, about.given).to_lowercase()
}

/// The number, if it is one.
fn mrn(about: &NewPatient) -> Option<&str> {
    about.mrn.as_deref().map(str::trim).filter(|m| !m.is_empty())
}

pub(super) async fn by_id(on: &mut AnyConnection, id: &PatientId) -> Result<Patient> {
    composed(format!("SELECT {COLUMNS} FROM patients WHERE id = $1")).bind(id).one(on, "patient").await
}

pub(super) async fn by_mrn(on: &mut AnyConnection, mrn: &str) -> Result<Option<Patient>> {
    composed(format!("SELECT {COLUMNS} FROM patients WHERE mrn = $1")).bind(mrn.trim()).first(on).await
}

pub(super) async fn find(
    on: &mut AnyConnection,
    text: &str,
    after: Option<&PatientId>,
    limit: i64,
) -> Result<Vec<Patient>> {
    let mut wanted = Filter::default();
    wanted.and("erased IS NULL");
    for word in text.split_whitespace().take(10) {
        wanted.and_with("folded LIKE ? ESCAPE '!'", format!("%{}%", literal(&word.to_lowercase())));
    }
    if let Some(after) = after {
        let after = wanted.place(after.as_str());
        wanted
            .and(format!("(folded, id) > (SELECT b.folded, b.id FROM patients b WHERE b.id = {after})"));
    }
    let most = wanted.place(limit.clamp(1, 500));
    let text = format!(
        "SELECT {COLUMNS} FROM patients WHERE {} ORDER BY folded, id LIMIT {most}",
        wanted.text()
    );
    wanted.statement(text).all(on).await
}

/// Keeps a patient; nothing when the number is there.
async fn insert(write: &mut Write<'_>, new: &NewPatient) -> Result<Option<Patient>> {
    let id = PatientId::fresh(write.at());
    let at = write.at();
    let sql =
        sql("INSERT INTO patients (id, mrn, family, given, birth, sex, address, folded, created, \
                   version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (mrn) DO NOTHING")
        .bind(&id)
        .bind(mrn(new))
        .bind(&new.family)
        .bind(&new.given)
        .bind(new.birth)
        .bind(new.sex.map(sex_word))
        .bind(&new.address)
        .bind(folded(new))
        .bind(at);
    if sql.run(write.on()).await? == 0 {
        return Ok(None);
    }
    write.log("patient.created", SubjectKind::Patient, &id, json!({}));
    by_id(write.on(), &id).await.map(Some)
}

pub(super) async fn create(database: &Database, change: &Change, new: NewPatient) -> Result<Patient> {
    let mut write = database.change(change).await?;
    let patient = insert(&mut write, &new).await?.ok_or(Error::Taken("mrn"))?;
    write.commit().await?;
    Ok(patient)
}

pub(super) async fn ensure(
    database: &Database,
    change: &Change,
    new: NewPatient,
) -> Result<(Patient, bool)> {
    let Some(number) = mrn(&new) else { return Err(Error::Invalid("a patient without an mrn")) };
    if let Some(there) = by_mrn(&mut *database.reader().await?, number).await? {
        return Ok((there, false));
    }
    let mut write = database.change(change).await?;
    if let Some(patient) = insert(&mut write, &new).await? {
        write.commit().await?;
        return Ok((patient, true));
    }
    let there = by_mrn(write.on(), number).await?;
    Ok((there.ok_or(Error::NotFound("patient"))?, false))
}

/// Counts up the version of a patient who was read at it, if nobody else has.
async fn advance(write: &mut Write<'_>, id: &PatientId, version: i64) -> Result<()> {
    let sql = sql("UPDATE patients SET version = version + 1 \
                   WHERE id = $1 AND version = $2 AND erased IS NULL");
    if sql.bind(id).bind(version).run(write.on()).await? == 1 {
        return Ok(());
    }
    Err(match by_id(write.on(), id).await?.erased {
        Some(_) => Error::Refused("the patient was erased"),
        None => write.stale("patients", id.as_str(), "patient").await,
    })
}

pub(super) async fn update(
    database: &Database,
    change: &Change,
    id: &PatientId,
    version: i64,
    to: NewPatient,
) -> Result<Patient> {
    let mut write = database.change(change).await?;
    advance(&mut write, id, version).await?;
    let sql = sql("UPDATE patients SET mrn = $2, family = $3, given = $4, birth = $5, sex = $6, \
                   address = $7, folded = $8 WHERE id = $1")
    .bind(id)
    .bind(mrn(&to))
    .bind(&to.family)
    .bind(&to.given)
    .bind(to.birth)
    .bind(to.sex.map(sex_word))
    .bind(&to.address)
    .bind(folded(&to));
    sql.run(write.on()).await.map_err(|e| e.about("mrn", "patient"))?;
    write.log("patient.changed", SubjectKind::Patient, id, json!({}));
    let patient = by_id(write.on(), id).await?;
    write.commit().await?;
    Ok(patient)
}

pub(super) async fn coverages(on: &mut AnyConnection, patient: &PatientId) -> Result<Vec<Coverage>> {
    let sql =
        sql("SELECT id, patient_id, position, payer, member, group_number, relation, subscriber, \
                   valid_from, valid_to FROM coverages WHERE patient_id = $1 ORDER BY position");
    sql.bind(patient).all(on).await
}

pub(super) async fn set_coverages(
    database: &Database,
    change: &Change,
    patient: &PatientId,
    version: i64,
    coverages: Vec<NewCoverage>,
) -> Result<Vec<Coverage>> {
    let mut write = database.change(change).await?;
    advance(&mut write, patient, version).await?;
    let delete = sql("DELETE FROM coverages WHERE patient_id = $1").bind(patient);
    delete.run(write.on()).await?;
    for (position, about) in (1_i64..).zip(&coverages) {
        let sql = sql("INSERT INTO coverages (id, patient_id, position, payer, member, group_number, \
                       relation, subscriber, valid_from, valid_to) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(&CoverageId::fresh(change.at))
        .bind(patient)
        .bind(position)
        .bind(&about.payer)
        .bind(&about.member)
        .bind(&about.group)
        .bind(&about.relation)
        .bind(&about.subscriber)
        .bind(about.from)
        .bind(about.to);
        sql.run(write.on()).await.map_err(|e| e.about("coverage", "payer"))?;
    }
    let detail = json!({ "coverages": coverages.len() });
    write.log("patient.coverages_set", SubjectKind::Patient, patient, detail);
    let set = self::coverages(write.on(), patient).await?;
    write.commit().await?;
    Ok(set)
}

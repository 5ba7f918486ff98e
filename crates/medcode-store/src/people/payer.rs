//! Who pays.

use serde_json::json;
use sqlx::AnyConnection;

use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::{Change, Error, PayerId, Result};

/// A payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Identifier.
    pub id: PayerId,
    /// What is known of it.
    pub about: NewPayer,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// What is known of a payer. `NewPayer::default()` is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayer {
    /// Name; not empty.
    pub name: String,
    /// The number claims are sent to; unique when given.
    pub payer_id: Option<String>,
    /// Kind of plan, as the claim says it (claim filing indicator).
    pub kind: String,
    /// Address: JSON, opaque here.
    pub address: String,
    /// Whether it is still used.
    pub active: bool,
}

impl Default for NewPayer {
    fn default() -> Self {
        Self {
            name: String::new(),
            payer_id: None,
            kind: String::new(),
            address: "{}".to_owned(),
            active: true,
        }
    }
}

const COLUMNS: &str = "id, name, payer_id, kind, address, active, version";

impl Record for Payer {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            about: NewPayer {
                name: row.text("name")?,
                payer_id: row.maybe_text("payer_id")?,
                kind: row.text("kind")?,
                address: row.text("address")?,
                active: row.flag("active")?,
            },
            version: row.int("version")?,
        })
    }
}

fn checked(about: &NewPayer) -> Result<Option<&str>> {
    if about.name.trim().is_empty() {
        return Err(Error::Invalid("a payer has a name"));
    }
    Ok(about.payer_id.as_deref().map(str::trim).filter(|p| !p.is_empty()))
}

pub(super) async fn by_id(on: &mut AnyConnection, id: &PayerId) -> Result<Payer> {
    composed(format!("SELECT {COLUMNS} FROM payers WHERE id = $1")).bind(id).one(on, "payer").await
}

pub(super) async fn all(on: &mut AnyConnection) -> Result<Vec<Payer>> {
    composed(format!("SELECT {COLUMNS} FROM payers ORDER BY name, id")).all(on).await
}

pub(super) async fn create(database: &Database, change: &Change, new: NewPayer) -> Result<Payer> {
    let number = checked(&new)?;
    let mut write = database.change(change).await?;
    let id = PayerId::fresh(change.at);
    let sql = sql("INSERT INTO payers (id, name, payer_id, kind, address, active, version) \
                   VALUES ($1, $2, $3, $4, $5, $6, 1)")
    .bind(&id)
    .bind(&new.name)
    .bind(number)
    .bind(&new.kind)
    .bind(&new.address)
    .bind(new.active);
    sql.run(write.on()).await.map_err(|e| e.about("payer id", "payer"))?;
    write.log("payer.created", SubjectKind::Payer, &id, json!({ "name": new.name }));
    let payer = by_id(write.on(), &id).await?;
    write.commit().await?;
    Ok(payer)
}

pub(super) async fn update(
    database: &Database,
    change: &Change,
    id: &PayerId,
    version: i64,
    to: NewPayer,
) -> Result<Payer> {
    let number = checked(&to)?;
    let mut write = database.change(change).await?;
    let sql = sql("UPDATE payers SET name = $3, payer_id = $4, kind = $5, address = $6, active = $7, \
                   version = version + 1 WHERE id = $1 AND version = $2")
    .bind(id)
    .bind(version)
    .bind(&to.name)
    .bind(number)
    .bind(&to.kind)
    .bind(&to.address)
    .bind(to.active);
    if sql.run(write.on()).await.map_err(|e| e.about("payer id", "payer"))? == 0 {
        return Err(write.stale("payers", id.as_str(), "payer").await);
    }
    write.log("payer.changed", SubjectKind::Payer, id, json!({ "name": to.name }));
    let payer = by_id(write.on(), id).await?;
    write.commit().await?;
    Ok(payer)
}

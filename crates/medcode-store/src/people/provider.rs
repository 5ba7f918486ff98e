//! Who treats, refers or bills.

use medcode_model::Npi;
use serde_json::json;
use sqlx::AnyConnection;

use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::{Change, Error, ProviderId, Result};

/// A provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Identifier.
    pub id: ProviderId,
    /// What is known of it.
    pub about: NewProvider,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// What is known of a provider. `NewProvider::default()` is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProvider {
    /// National Provider Identifier; unique when given.
    pub npi: Option<String>,
    /// Family name, or the name of an organisation; not empty.
    pub family: String,
    /// Given names; empty for an organisation.
    pub given: String,
    /// Taxonomy code of the specialty.
    pub taxonomy: Option<String>,
    /// The group or organisation it belongs to: same group and specialty make a patient established.
    pub organisation: Option<String>,
    /// Whether it is an organisation.
    pub is_organisation: bool,
    /// Tax number, address and the like: JSON, opaque here.
    pub detail: String,
    /// Whether it is still used.
    pub active: bool,
}

impl Default for NewProvider {
    fn default() -> Self {
        Self {
            npi: None,
            family: String::new(),
            given: String::new(),
            taxonomy: None,
            organisation: None,
            is_organisation: false,
            detail: "{}".to_owned(),
            active: true,
        }
    }
}

const COLUMNS: &str =
    "id, npi, family, given, taxonomy, organisation, is_organisation, detail, active, version";

impl Record for Provider {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            about: NewProvider {
                npi: row.maybe_text("npi")?,
                family: row.text("family")?,
                given: row.text("given")?,
                taxonomy: row.maybe_text("taxonomy")?,
                organisation: row.maybe_text("organisation")?,
                is_organisation: row.flag("is_organisation")?,
                detail: row.text("detail")?,
                active: row.flag("active")?,
            },
            version: row.int("version")?,
        })
    }
}

/// What is kept of the number, if the provider may be kept.
fn checked(about: &NewProvider) -> Result<Option<&str>> {
    if about.family.trim().is_empty() {
        return Err(Error::Invalid("a provider has a name"));
    }
    let npi = about.npi.as_deref().map(str::trim).filter(|n| !n.is_empty());
    if npi.is_some_and(|n| !Npi::is_valid(n)) {
        return Err(Error::Invalid("this is no NPI: it has ten digits, the last of them a check digit"));
    }
    Ok(npi)
}

pub(super) async fn by_id(on: &mut AnyConnection, id: &ProviderId) -> Result<Provider> {
    composed(format!("SELECT {COLUMNS} FROM providers WHERE id = $1")).bind(id).one(on, "provider").await
}

pub(super) async fn by_npi(on: &mut AnyConnection, npi: &str) -> Result<Option<Provider>> {
    composed(format!("SELECT {COLUMNS} FROM providers WHERE npi = $1")).bind(npi.trim()).first(on).await
}

pub(super) async fn all(on: &mut AnyConnection) -> Result<Vec<Provider>> {
    composed(format!("SELECT {COLUMNS} FROM providers ORDER BY family, given, id")).all(on).await
}

/// What the log says of a provider.
fn said(about: &NewProvider, npi: Option<&str>) -> serde_json::Value {
    json!({ "npi": npi, "active": about.active })
}

pub(super) async fn create(database: &Database, change: &Change, new: NewProvider) -> Result<Provider> {
    let npi = checked(&new)?;
    let mut write = database.change(change).await?;
    let id = ProviderId::fresh(change.at);
    let sql =
        sql("INSERT INTO providers (id, npi, family, given, taxonomy, organisation, is_organisation, \
                   detail, active, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)")
        .bind(&id)
        .bind(npi)
        .bind(&new.family)
        .bind(&new.given)
        .bind(&new.taxonomy)
        .bind(&new.organisation)
        .bind(new.is_organisation)
        .bind(&new.detail)
        .bind(new.active);
    sql.run(write.on()).await.map_err(|e| e.about("npi", "provider"))?;
    write.log("provider.created", SubjectKind::Provider, &id, said(&new, npi));
    let provider = by_id(write.on(), &id).await?;
    write.commit().await?;
    Ok(provider)
}

pub(super) async fn update(
    database: &Database,
    change: &Change,
    id: &ProviderId,
    version: i64,
    to: NewProvider,
) -> Result<Provider> {
    let npi = checked(&to)?;
    let mut write = database.change(change).await?;
    let sql = sql("UPDATE providers SET npi = $3, family = $4, given = $5, taxonomy = $6, \
                   organisation = $7, is_organisation = $8, detail = $9, active = $10, \
                   version = version + 1 WHERE id = $1 AND version = $2")
    .bind(id)
    .bind(version)
    .bind(npi)
    .bind(&to.family)
    .bind(&to.given)
    .bind(&to.taxonomy)
    .bind(&to.organisation)
    .bind(to.is_organisation)
    .bind(&to.detail)
    .bind(to.active);
    if sql.run(write.on()).await.map_err(|e| e.about("npi", "provider"))? == 0 {
        return Err(write.stale("providers", id.as_str(), "provider").await);
    }
    write.log("provider.changed", SubjectKind::Provider, id, said(&to, npi));
    let provider = by_id(write.on(), id).await?;
    write.commit().await?;
    Ok(provider)
}

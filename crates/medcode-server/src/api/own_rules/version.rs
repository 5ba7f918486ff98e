//! The versions of the rules, as the audit log has them.

use super::{FILE, SAVED};
use crate::api::audit::named;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::Json;
use axum::extract::{Path, State};
use medcode_store::{AuditFilter, Entry, SubjectKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most versions that are listed.
const MOST: i64 = 500;

/// A version of the rules.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRulesVersion)]
pub(super) struct Version {
    /// Its entry in the audit log.
    seq: i64,
    /// Milliseconds since 1970.
    at: i64,
    by_name: String,
    sha256: String,
    rules: u64,
    exceptions: u64,
}

/// A version with its text.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRulesKept)]
pub(super) struct Kept {
    #[serde(flatten)]
    version: Version,
    text: String,
}

/// What the entry says.
#[derive(Deserialize)]
struct Detail {
    sha256: String,
    rules: u64,
    exceptions: u64,
    text: String,
}

async fn entries(app: &App) -> Result<Vec<Kept>, Fault> {
    let filter = AuditFilter {
        action: Some(SAVED.to_owned()),
        subject_kind: Some(SubjectKind::System),
        subject_id: Some(FILE.to_owned()),
        ..AuditFilter::default()
    };
    let found: Vec<Entry> = app.store.entries(&filter, None, MOST).await?;
    let read = named(app, found).await?.into_iter().filter_map(|entry| {
        let Detail { sha256, rules, exceptions, text } = serde_json::from_str(&entry.detail).ok()?;
        let (seq, at, by_name) = (entry.seq, entry.at, entry.actor_name);
        Some(Kept { version: Version { seq, at, by_name, sha256, rules, exceptions }, text })
    });
    Ok(read.collect())
}

/// The newest first.
pub(super) async fn all(State(app): Shared) -> Result<Json<Vec<Version>>, Fault> {
    Ok(Json(entries(&app).await?.into_iter().map(|kept| kept.version).collect()))
}

pub(super) async fn one(State(app): Shared, Path(seq): Path<i64>) -> Result<Json<Kept>, Fault> {
    let found = entries(&app).await?.into_iter().find(|kept| kept.version.seq == seq);
    found.map(Json).ok_or_else(|| Fault::missing("there is no such version of the rules"))
}

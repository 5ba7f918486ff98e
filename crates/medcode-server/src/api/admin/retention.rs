//! How long records are kept: set, seen beforehand, applied.

use crate::api::given::Given;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode_store::{Erased, Retention, RetentionKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/retention", Need::Administer, list)
            .about(About::new("How long records are kept").gives::<Vec<WirePolicy>>()),
        put("/api/v1/retention", Need::Administer, set).about(
            About::new("Set a policy; nothing is erased by it")
                .takes::<WirePolicy>()
                .gives::<Vec<WirePolicy>>(),
        ),
        get("/api/v1/retention/preview", Need::Administer, preview)
            .about(About::new("What would be erased now").gives::<WireErased>()),
        post("/api/v1/retention/apply", Need::Administer, apply)
            .about(About::new("Erase what the policies say is over").gives::<WireErased>()),
    ]
}

/// A policy as callers see one.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = Retention)]
pub(crate) struct WirePolicy {
    /// `notes`, `encounters`, `jobs`.
    pub(crate) kind: String,
    /// Kept so many days; for ever where it is null.
    pub(crate) days: Option<i64>,
}

/// All policies.
pub(crate) async fn all(app: &App) -> Result<Vec<WirePolicy>, Fault> {
    let policies = app.store.retention().await?.into_iter();
    Ok(policies.map(|p| WirePolicy { kind: p.kind.id().to_owned(), days: p.days }).collect())
}

async fn list(State(app): Shared) -> Result<Json<Vec<WirePolicy>>, Fault> {
    Ok(Json(all(&app).await?))
}

async fn set(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(policy): Given<WirePolicy>,
) -> Result<Json<Vec<WirePolicy>>, Fault> {
    let kind = RetentionKind::parse(&policy.kind).ok_or_else(|| {
        let all: Vec<&str> = RetentionKind::ALL.iter().map(|k| k.id()).collect();
        Fault::field("kind", format!("use {}", all.join(", ")))
    })?;
    if policy.days.is_some_and(|d| !(1..=36_500).contains(&d)) {
        return Err(Fault::field("days", "1 to 36500 days; empty keeps for ever"));
    }
    app.store.set_retention(&who.change(), Retention { kind, days: policy.days }).await?;
    Ok(Json(all(&app).await?))
}

/// What is, or would be, erased.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Erased)]
pub(crate) struct WireErased {
    encounters: i64,
    notes: i64,
    code_sets: i64,
    jobs: i64,
}

impl From<Erased> for WireErased {
    fn from(e: Erased) -> Self {
        Self { encounters: e.encounters, notes: e.notes, code_sets: e.code_sets, jobs: e.jobs }
    }
}

async fn preview(State(app): Shared) -> Result<Json<WireErased>, Fault> {
    Ok(Json(app.store.preview_retention(crate::clock::now()).await?.into()))
}

async fn apply(State(app): Shared, Extension(who): Extension<Who>) -> Result<Json<WireErased>, Fault> {
    Ok(Json(app.store.apply_retention(&who.change()).await?.into()))
}

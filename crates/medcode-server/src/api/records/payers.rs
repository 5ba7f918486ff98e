//! Who pays.

use super::{filled, json, kept, needed};
use crate::api::given::Given;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_store::{NewPayer, Payer, PayerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/payers", Need::ReadCharts, list)
            .about(About::new("All payers").gives::<Vec<WirePayer>>()),
        post("/api/v1/payers", Need::Manage, make)
            .about(About::new("Make a payer").takes::<PayerIn>().gives::<WirePayer>().status(201)),
        get("/api/v1/payers/{id}", Need::ReadCharts, one)
            .about(About::new("A payer").gives::<WirePayer>()),
        put("/api/v1/payers/{id}", Need::Manage, change)
            .about(About::new("Change a payer").takes::<PayerIn>().gives::<WirePayer>()),
    ]
}

/// A payer as callers see one.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = Payer)]
pub(crate) struct WirePayer {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) payer_id: Option<String>,
    /// Claim filing indicator, as the claim says it.
    pub(crate) kind: String,
    pub(crate) address: serde_json::Value,
    pub(crate) active: bool,
    pub(crate) version: i64,
}

impl From<Payer> for WirePayer {
    fn from(p: Payer) -> Self {
        Self {
            id: p.id.to_string(),
            name: p.about.name,
            payer_id: p.about.payer_id,
            kind: p.about.kind,
            address: kept(&p.about.address),
            active: p.about.active,
            version: p.version,
        }
    }
}

/// What is known of a payer, as a caller gives it.
#[derive(Deserialize, ToSchema)]
struct PayerIn {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    name: String,
    payer_id: Option<String>,
    #[serde(default)]
    kind: String,
    address: Option<serde_json::Value>,
    #[serde(default = "yes")]
    active: bool,
}

const fn yes() -> bool {
    true
}

impl PayerIn {
    fn read(self) -> Result<NewPayer, Fault> {
        Ok(NewPayer {
            name: needed("name", &self.name)?,
            payer_id: filled(self.payer_id),
            kind: self.kind.trim().to_owned(),
            address: json(self.address),
            active: self.active,
        })
    }
}

/// All payers, as callers see them.
pub(crate) async fn all(app: &App) -> Result<Vec<WirePayer>, Fault> {
    Ok(app.store.payers().await?.into_iter().map(WirePayer::from).collect())
}

async fn list(State(app): Shared) -> Result<Json<Vec<WirePayer>>, Fault> {
    Ok(Json(all(&app).await?))
}

async fn one(State(app): Shared, Path(id): Path<String>) -> Result<Json<WirePayer>, Fault> {
    Ok(Json(app.store.payer(&PayerId::new(id)).await?.into()))
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(about): Given<PayerIn>,
) -> Result<(StatusCode, Json<WirePayer>), Fault> {
    let made = app.store.create_payer(&who.change(), about.read()?).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(about): Given<PayerIn>,
) -> Result<Json<WirePayer>, Fault> {
    let (id, version) = (PayerId::new(id), about.version);
    Ok(Json(app.store.update_payer(&who.change(), &id, version, about.read()?).await?.into()))
}

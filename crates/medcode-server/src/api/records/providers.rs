//! Who treats, refers or bills.

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
use medcode_store::{NewProvider, Provider, ProviderId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/providers", Need::ReadCharts, list)
            .about(About::new("All providers").gives::<Vec<WireProvider>>()),
        post("/api/v1/providers", Need::Manage, make).about(
            About::new("Make a provider").takes::<ProviderIn>().gives::<WireProvider>().status(201),
        ),
        get("/api/v1/providers/{id}", Need::ReadCharts, one)
            .about(About::new("A provider").gives::<WireProvider>()),
        put("/api/v1/providers/{id}", Need::Manage, change)
            .about(About::new("Change a provider").takes::<ProviderIn>().gives::<WireProvider>()),
    ]
}

/// A provider as callers see one.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = Provider)]
pub(crate) struct WireProvider {
    pub(crate) id: String,
    pub(crate) npi: Option<String>,
    pub(crate) family: String,
    pub(crate) given: String,
    pub(crate) taxonomy: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) is_organisation: bool,
    pub(crate) detail: serde_json::Value,
    pub(crate) active: bool,
    pub(crate) version: i64,
}

impl From<Provider> for WireProvider {
    fn from(p: Provider) -> Self {
        Self {
            id: p.id.to_string(),
            npi: p.about.npi,
            family: p.about.family,
            given: p.about.given,
            taxonomy: p.about.taxonomy,
            organisation: p.about.organisation,
            is_organisation: p.about.is_organisation,
            detail: kept(&p.about.detail),
            active: p.about.active,
            version: p.version,
        }
    }
}

/// `Family, Given`, or the name of the organisation.
pub(crate) fn name(about: &NewProvider) -> String {
    match about.given.as_str() {
        "" => about.family.clone(),
        given => format!("{}, {given}", about.family),
    }
}

/// What is known of a provider, as a caller gives it.
#[derive(Deserialize, ToSchema)]
struct ProviderIn {
    #[serde(default)]
    version: i64,
    npi: Option<String>,
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    taxonomy: Option<String>,
    organisation: Option<String>,
    #[serde(default)]
    is_organisation: bool,
    detail: Option<serde_json::Value>,
    #[serde(default = "yes")]
    active: bool,
}

const fn yes() -> bool {
    true
}

impl ProviderIn {
    fn read(self) -> Result<NewProvider, Fault> {
        Ok(NewProvider {
            npi: filled(self.npi),
            family: needed("family", &self.family)?,
            given: self.given.trim().to_owned(),
            taxonomy: filled(self.taxonomy),
            organisation: filled(self.organisation),
            is_organisation: self.is_organisation,
            detail: json(self.detail),
            active: self.active,
        })
    }
}

/// All providers, as callers see them.
pub(crate) async fn all(app: &App) -> Result<Vec<WireProvider>, Fault> {
    Ok(app.store.providers().await?.into_iter().map(WireProvider::from).collect())
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireProvider>>, Fault> {
    Ok(Json(all(&app).await?))
}

async fn one(State(app): Shared, Path(id): Path<String>) -> Result<Json<WireProvider>, Fault> {
    Ok(Json(app.store.provider(&ProviderId::new(id)).await?.into()))
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(about): Given<ProviderIn>,
) -> Result<(StatusCode, Json<WireProvider>), Fault> {
    let made = app.store.create_provider(&who.change(), about.read()?).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(about): Given<ProviderIn>,
) -> Result<Json<WireProvider>, Fault> {
    let (id, version) = (ProviderId::new(id), about.version);
    Ok(Json(app.store.update_provider(&who.change(), &id, version, about.read()?).await?.into()))
}

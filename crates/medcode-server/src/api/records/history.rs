//! What was done for a patient before.

use crate::api::when::day;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::{App, Shared};
use axum::extract::{Path, Query, State};
use axum::{Extension, Json};
use medcode::model::Date;
use medcode_store::{EncounterId, PastEncounter, PatientId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/patients/{id}/history", Need::ReadCharts, history).about(
            About::new("What was done for a patient before, the latest first")
                .query::<Asked>()
                .gives::<Vec<Past>>(),
        ),
    ]
}

/// Until when, and without which chart.
#[derive(Deserialize, IntoParams)]
struct Asked {
    until: Option<String>,
    but: Option<String>,
}

/// An earlier encounter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PastEncounter)]
pub(crate) struct Past {
    pub(crate) id: String,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) setting: Option<&'static str>,
    pub(crate) billing_context: Option<&'static str>,
    pub(crate) provider: Option<String>,
    pub(crate) provider_name: Option<String>,
    /// Only `coded` and `exported` ones are certain.
    pub(crate) status: &'static str,
    pub(crate) codes: Vec<PastCode>,
}

/// A code that was reported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PastCode {
    pub(crate) system: String,
    pub(crate) code: String,
    pub(crate) modifiers: String,
    pub(crate) units: Option<i64>,
}

async fn history(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Past>>, Fault> {
    let until = day("until", asked.until.as_deref())?;
    let (id, but) = (PatientId::new(id), asked.but.map(EncounterId::new));
    app.store.patient(&id).await?;
    app.store.patient_opened(&who.change(), &id).await?;
    Ok(Json(past(&app, &id, until, but.as_ref()).await?))
}

/// The encounters before, the latest first.
pub(crate) async fn past(
    app: &App,
    id: &PatientId,
    until: Option<Date>,
    but: Option<&EncounterId>,
) -> Result<Vec<Past>, Fault> {
    const MOST: i64 = 500;
    let encounters = app.store.history(id, until, but, MOST).await?;
    let providers = app.store.providers().await?;
    let name = |p: &PastEncounter| {
        let found = providers.iter().find(|q| Some(&q.id) == p.provider.as_ref())?;
        Some(super::providers::name(&found.about))
    };
    let past = |p: PastEncounter| Past {
        provider_name: name(&p),
        id: p.id.to_string(),
        from: p.from.map(|d| d.to_string()),
        to: p.to.map(|d| d.to_string()),
        setting: p.setting.map(|s| s.id()),
        billing_context: p.billing.map(|b| b.id()),
        provider: p.provider.map(|q| q.to_string()),
        status: p.status.id(),
        codes: p
            .codes
            .into_iter()
            .map(|c| PastCode { system: c.system, code: c.code, modifiers: c.modifiers, units: c.units })
            .collect(),
    };
    Ok(encounters.into_iter().map(past).collect())
}

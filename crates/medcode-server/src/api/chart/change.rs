//! `PUT /api/v1/encounters/{id}`: what is known of the visit, changed.

use super::visit::VisitIn;
use super::whom::WhomIn;
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_store::{EncounterId, EncounterUpdate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is changed; absent stays, null takes away.
#[derive(Deserialize, ToSchema)]
#[schema(as = VisitChange)]
pub(super) struct Change {
    /// The version that was read.
    version: i64,
    title: Option<String>,
    #[serde(flatten)]
    visit: VisitIn,
    #[serde(flatten)]
    whom: WhomIn,
    /// Billing facts, and whatever else is kept with it: in place of what was there.
    facts: Option<serde_json::Value>,
}

/// The chart's version now.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitChanged)]
pub(super) struct Changed {
    version: i64,
}

pub(super) async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Change>,
) -> Result<Json<Changed>, Fault> {
    if let Some(billing) = asked.facts.as_ref().and_then(|f| f.get("billing")) {
        super::export::good_facts(billing)?;
    }
    let visit = asked.visit.read()?;
    let whom = asked.whom.find(&app).await?;
    let to = EncounterUpdate {
        patient: whom.patient,
        provider: whom.provider,
        from: visit.first.or(visit.last),
        to: visit.last,
        setting: visit.setting,
        billing: visit.billing,
        age: visit.age,
        sex: visit.sex,
        title: asked.title,
        facts: asked.facts.map(|f| f.to_string()),
        ..EncounterUpdate::default()
    };
    let id = EncounterId::new(id);
    let changed = app.store.update_encounter(&who.change(), &id, asked.version, to).await?;
    Ok(Json(Changed { version: changed.version }))
}

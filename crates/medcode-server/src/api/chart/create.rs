//! `POST /api/v1/encounters`: a chart of a note and what is known of the visit.

use super::visit::VisitIn;
use super::whom::WhomIn;
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use medcode_store::{Imported, NewChart, NewEncounter, NewNote};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A chart to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewChart)]
pub(super) struct New {
    /// The note.
    note: String,
    /// Media type of the file it was taken out of.
    media_type: Option<String>,
    /// Name of that file.
    name: Option<String>,
    /// The bytes of that file, in base64.
    original: Option<String>,
    /// The number of the encounter where it came from.
    external_id: Option<String>,
    /// What people recognise it by in the worklist.
    #[serde(default)]
    title: String,
    #[serde(flatten)]
    visit: VisitIn,
    #[serde(flatten)]
    whom: WhomIn,
    /// Billing facts, and whatever else is to be kept with it.
    facts: Option<serde_json::Value>,
    /// Whether the caller codes it.
    #[serde(default)]
    mine: bool,
}

/// A chart that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartMade)]
pub(super) struct Made {
    id: String,
}

pub(super) async fn create(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<New>,
) -> Result<Response, Fault> {
    if asked.note.trim().is_empty() {
        return Err(Fault::field("note", "the note is empty"));
    }
    if let Some(billing) = asked.facts.as_ref().and_then(|f| f.get("billing")) {
        super::export::good_facts(billing)?;
    }
    let visit = asked.visit.read()?;
    let original = asked.original.as_deref().map(|t| {
        let read = base64::engine::general_purpose::STANDARD.decode(t);
        read.map_err(|_| Fault::field("original", "this is not base64"))
    });
    let last = visit.last.flatten();
    let whom = asked.whom.find(&app).await?;
    let encounter = NewEncounter {
        patient: whom.patient.flatten(),
        provider: whom.provider.flatten(),
        external_id: asked.external_id.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()),
        from: visit.first.flatten().or(last),
        to: last,
        setting: visit.setting.flatten(),
        billing: visit.billing.flatten(),
        age: visit.age.flatten(),
        sex: visit.sex.flatten(),
        title: asked.title.trim().to_owned(),
        assignee: asked.mine.then(|| who.id.clone()),
        facts: asked.facts.map_or_else(|| "{}".to_owned(), |f| f.to_string()),
        ..NewEncounter::default()
    };
    let original = original.transpose()?;
    let places = match &original {
        Some(bytes) => crate::api::documents::places_of(&app, bytes.clone(), &asked.note).await,
        None => None,
    };
    let note = NewNote {
        text: asked.note,
        media_type: asked.media_type.unwrap_or_else(|| "text/plain".to_owned()),
        name: asked.name,
        original,
        places,
    };
    let chart = NewChart { encounter, note: Some(note) };
    match app.store.import_charts(&who.change(), vec![chart]).await?.pop() {
        Some(Imported::Created(id)) => {
            let at = [(header::LOCATION, format!("/api/v1/encounters/{id}"))];
            Ok((StatusCode::CREATED, at, Json(Made { id: id.to_string() })).into_response())
        }
        _ => Err(Fault::taken("a chart with this external_id is there already")),
    }
}

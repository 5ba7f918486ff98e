//! `POST /api/v1/code`: one note to codes with evidence. Nothing is kept.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, post};
use crate::state::Shared;
use axum::Json;
use axum::extract::State;
use medcode::Ask;
use medcode_wire::{WireCoded, WireNoteIn};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    let about = About::new("One note to codes with evidence; nothing is kept")
        .takes::<NoteIn>()
        .gives::<WireCoded>();
    vec![post("/api/v1/code", Need::Try, code).about(about)]
}

/// A note as the API describes it; [`WireNoteIn`] reads it.
#[derive(ToSchema)]
#[allow(dead_code, reason = "a description")]
struct NoteIn {
    /// The caller's name for the note.
    id: Option<String>,
    /// The text.
    note: String,
    /// office, telehealth, ed, outpatient_procedure, inpatient, observation, nursing_facility, home.
    setting: Option<String>,
    /// Years.
    age: Option<f64>,
    /// F or M.
    sex: Option<String>,
    /// YYYY-MM-DD.
    date_of_service: Option<String>,
    /// professional, facility or dme.
    billing_context: Option<String>,
}

async fn code(State(app): Shared, body: String) -> Result<Json<WireCoded>, Fault> {
    let asked = WireNoteIn::parse(&body).map_err(Fault::content)?;
    let note = asked.note().map_err(Fault::content)?;
    let ask = Ask::on(crate::clock::today());
    let engine = app.engine();
    let coded = super::work(move || {
        engine.code(&note, ask).map(|coded| medcode_wire::coded(note.id.clone(), &note.text, &coded))
    });
    let coded = coded.await??;
    app.metrics.coded(1);
    Ok(Json(coded))
}

//! `GET /api/v1/drugs`: a drug and a dose to the code and the units they are billed by.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode_wire::WireDose;
use serde::Deserialize;
use utoipa::IntoParams;

/// Most bytes of a drug with its dose.
const LONGEST: usize = 300;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/drugs", Need::Look, dose).about(
            About::new("A drug and a dose to the code and units they are billed by")
                .query::<Asked>()
                .gives::<WireDose>(),
        ),
    ]
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// As a note has it: `Rocephin 1 g IM`.
    dose: String,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn dose(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<WireDose>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let text = asked.dose.trim().to_owned();
    if text.is_empty() || text.len() > LONGEST {
        return Err(Fault::field("dose", "give a drug, its dose and route: ceftriaxone 1 g IM"));
    }
    let engine = app.engine();
    let answer = super::work(move || engine.dose(&text, as_of).map(|a| WireDose::from(&a)));
    Ok(Json(answer.await??))
}

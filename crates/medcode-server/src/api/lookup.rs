//! `GET /api/v1/lookup`: everything the release in force says of codes.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode::model::CodeSystem;
use medcode_wire::WireLookup;
use serde::Deserialize;
use utoipa::IntoParams;

/// Most codes of one request.
const MOST: usize = 200;

pub(super) fn routes() -> Vec<Row> {
    let about = About::new("Everything the release in force says of codes")
        .query::<Asked>()
        .gives::<Vec<WireLookup>>();
    vec![get("/api/v1/lookup", Need::Look, lookup).about(about)]
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Codes, divided by commas.
    code: String,
    /// ICD10CM, ICD10PCS, HCPCS or CPT; all where none is given.
    system: Option<String>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn lookup(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<Vec<WireLookup>>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let only = super::lookup::system(asked.system.as_deref())?;
    let codes: Vec<&str> = asked.code.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
    if codes.is_empty() || codes.len() > MOST {
        return Err(Fault::field("code", format!("give 1 to {MOST} codes, divided by commas")));
    }
    let engine = app.engine();
    let mut answers = Vec::with_capacity(codes.len());
    for code in codes {
        let found = engine.lookup(code, only, as_of)?;
        answers.extend(found.iter().map(|answer| medcode_wire::lookup(code, answer)));
    }
    Ok(Json(answers))
}

/// A system as a query parameter names it.
pub(super) fn system(text: Option<&str>) -> Result<Option<CodeSystem>, Fault> {
    text.filter(|t| !t.is_empty())
        .map(|t| {
            CodeSystem::parse(t)
                .ok_or_else(|| Fault::field("system", "use ICD10CM, ICD10PCS, HCPCS or CPT"))
        })
        .transpose()
}

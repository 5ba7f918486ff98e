//! `GET /api/v1/history`: a code over all installed releases.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode::model::Code;
use medcode_wire::WireHistory;
use serde::Deserialize;
use utoipa::IntoParams;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/api/v1/history", Need::Look, history).about(
        About::new("A code over all installed releases").query::<Asked>().gives::<Vec<WireHistory>>(),
    )]
}

/// Whose history is asked for.
#[derive(Deserialize, IntoParams)]
struct Asked {
    code: String,
    /// ICD10CM, ICD10PCS, HCPCS or CPT; all where none is given.
    system: Option<String>,
}

async fn history(
    State(app): Shared,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<WireHistory>>, Fault> {
    let engine = app.engine();
    let codes = match super::lookup::system(asked.system.as_deref())? {
        Some(system) => Code::new(system, asked.code.trim()).into_iter().collect(),
        None => engine.codes_of(asked.code.trim()),
    };
    if codes.is_empty() {
        return Err(Fault::missing("no installed release has such a code"));
    }
    let told = codes.iter().map(|code| engine.history(code).map(|h| WireHistory::from(&h)));
    Ok(Json(told.collect::<Result<_, _>>()?))
}

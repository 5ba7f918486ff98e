//! `GET /api/v1/search`: ranked codes and Index entries.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode_wire::WireSearchHit;
use serde::Deserialize;
use utoipa::IntoParams;

/// Most hits of one request.
const MOST: usize = 200;

pub(super) fn routes() -> Vec<Row> {
    let about = About::new("Ranked codes and entries of the Index")
        .query::<Asked>()
        .gives::<Vec<WireSearchHit>>();
    vec![get("/api/v1/search", Need::Look, search).about(about)]
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Words in any order, their beginnings, abbreviations.
    q: String,
    /// ICD10CM, ICD10PCS, HCPCS or CPT; all where none is given.
    system: Option<String>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
    /// How many, 20 where nothing is said, 200 at most.
    limit: Option<usize>,
}

async fn search(
    State(app): Shared,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<WireSearchHit>>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let only = super::lookup::system(asked.system.as_deref())?;
    let limit = asked.limit.unwrap_or(20).clamp(1, MOST);
    let mut answer = app.engine().search(&asked.q, only, as_of, limit)?;
    if app.config.is_shared() {
        answer.hits.iter_mut().for_each(|hit| hit.leave_out_licensed(as_of.date));
    }
    Ok(Json(medcode_wire::search(&answer)))
}

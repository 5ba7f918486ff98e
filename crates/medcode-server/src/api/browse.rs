//! `GET /api/v1/browse`: one level of the hierarchy.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode::model::CodeSystem;
use medcode_wire::WireBrowseLevel;
use serde::Deserialize;
use utoipa::IntoParams;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/browse", Need::Look, browse)
            .about(About::new("One level of the hierarchy").query::<Asked>().gives::<WireBrowseLevel>()),
    ]
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// A chapter number, a block's range, a code, PCS characters; none: the top.
    code: Option<String>,
    /// ICD10CM, ICD10PCS, HCPCS or CPT; all where none is given.
    system: Option<String>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn browse(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<WireBrowseLevel>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let system = super::lookup::system(asked.system.as_deref())?;
    let key = asked.code.as_deref().map(str::trim).filter(|k| !k.is_empty());
    let tries = match system {
        Some(system) => vec![system],
        None if key.is_none() => vec![CodeSystem::Icd10Cm],
        None => vec![CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs],
    };
    let engine = app.engine();
    let mut refused = None;
    for system in tries {
        match engine.browse(system, key, as_of) {
            Ok(Some(level)) if !level.items.is_empty() || !level.above.is_empty() => {
                return Ok(Json((&level).into()));
            }
            Ok(_) => {}
            Err(e) => refused = refused.or(Some(e)),
        }
    }
    match refused {
        Some(e) if system.is_some() || key.is_none() => Err(e.into()),
        _ => Err(Fault::missing(
            "there is no such level: give a chapter number, a block such as E08-E13, or a code",
        )),
    }
}

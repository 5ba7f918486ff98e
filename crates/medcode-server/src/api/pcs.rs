//! `GET /api/v1/pcs`: an ICD-10-PCS code, value by value; a table as it is printed.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Path, Query, State};
use medcode_wire::{WirePcs, WirePcsTable};
use serde::Deserialize;
use utoipa::IntoParams;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/pcs", Need::Look, pcs)
            .about(About::new("An ICD-10-PCS code, value by value").query::<Asked>().gives::<WirePcs>()),
        get("/api/v1/pcs/tables/{table}", Need::Look, table).about(
            About::new("A table of ICD-10-PCS as it is printed").query::<When>().gives::<WirePcsTable>(),
        ),
    ]
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// The characters so far, or words of an operation, the Index or the body part key.
    #[serde(default)]
    asked: String,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn pcs(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<WirePcs>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let answer = app.engine().pcs(&[asked.asked], as_of)?;
    Ok(Json((&answer).into()))
}

/// For which day.
#[derive(Deserialize, IntoParams)]
struct When {
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn table(
    State(app): Shared,
    Path(table): Path<String>,
    Query(asked): Query<When>,
) -> Result<Json<WirePcsTable>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let engine = app.engine();
    let (builder, answered, _) = engine.pcs_builder(as_of)?;
    let found = WirePcsTable::of(builder.release(), &table, &answered);
    Ok(Json(found.ok_or_else(|| Fault::missing("no installed table has these three characters"))?))
}

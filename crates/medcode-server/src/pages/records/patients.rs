//! The patients, and the record of one with what was done before.

use super::Address;
use crate::api::records::history::{Past, past};
use crate::api::records::patients::{Asked, FoundPatients, Opened, WirePatient, found, opened};
use crate::api::records::payers::{self, WirePayer};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, link, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{Redirect, Response};
use medcode_store::PatientId;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/records", Need::ReadCharts, first),
        get("/records/patients", Need::ReadCharts, list),
        get("/records/patients/{id}", Need::ReadCharts, one),
    ]
}

async fn first() -> Redirect {
    Redirect::to("/records/patients")
}

#[derive(Template)]
#[template(path = "records/patients.html")]
struct List {
    shell: Shell,
    q: String,
    found: Vec<WirePatient>,
    /// Where the next page is.
    next: Option<String>,
    manages: bool,
}

async fn list(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let FoundPatients { rows: found, next } = found(&app, &who, &asked).await?;
    let next = next.map(|after| link::link("/records/patients", &[("q", &asked.q), ("after", &after)]));
    let manages = who.may(Need::Manage);
    page(&List { shell: Shell::new("Patients", "/records", who), q: asked.q, found, next, manages })
}

#[derive(Template)]
#[template(path = "records/patient.html")]
struct One {
    shell: Shell,
    patient: WirePatient,
    address: Address,
    coverages: Vec<crate::api::records::patients::WireCoverage>,
    payers: Vec<WirePayer>,
    past: Vec<Past>,
    manages: bool,
    administers: bool,
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let id = PatientId::new(id);
    let Opened { patient, coverages } = opened(&app, &who, &id).await?;
    page(&One {
        past: past(&app, &id, None, None).await?,
        payers: payers::all(&app).await?,
        manages: who.may(Need::Manage) && !patient.erased,
        administers: who.may(Need::Administer) && !patient.erased,
        address: Address::of(&patient.address),
        shell: Shell::new("Patient", "/records", who),
        patient,
        coverages,
    })
}

//! The payers, and one to be changed.

use super::Address;
use crate::api::records::payers::{WirePayer, all};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use medcode_store::PayerId;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/records/payers", Need::ReadCharts, list),
        get("/records/payers/new", Need::Manage, new),
        get("/records/payers/{id}", Need::ReadCharts, one),
    ]
}

#[derive(Template)]
#[template(path = "records/payers.html")]
struct List {
    shell: Shell,
    all: Vec<WirePayer>,
    manages: bool,
}

async fn list(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let (all, manages) = (all(&app).await?, who.may(Need::Manage));
    page(&List { shell: Shell::new("Payers", "/records", who), all, manages })
}

#[derive(Template)]
#[template(path = "records/payer.html")]
struct One {
    shell: Shell,
    payer: WirePayer,
    address: Address,
    manages: bool,
}

async fn new(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    shown(who, WirePayer { active: true, kind: "CI".into(), ..WirePayer::default() })
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    shown(who, app.store.payer(&PayerId::new(id)).await?.into())
}

fn shown(who: Who, payer: WirePayer) -> Result<Response, Fault> {
    let (address, manages) = (Address::of(&payer.address), who.may(Need::Manage));
    page(&One { shell: Shell::new("Payer", "/records", who), payer, address, manages })
}

//! What is installed, and installing more.

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use medcode_wire::WireStatus;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/admin/releases", Need::Administer, releases)]
}

#[derive(Template)]
#[template(path = "admin/releases.html")]
struct Page {
    shell: Shell,
    status: WireStatus,
}

async fn releases(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let engine = app.engine();
    let status = crate::api::work(move || engine.status(crate::clock::today())).await?;
    let status = WireStatus::from(&status.map_err(Fault::internal)?);
    page(&Page { shell: Shell::new("Releases", "/admin", who), status })
}

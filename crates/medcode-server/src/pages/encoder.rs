//! The encoder: find a code, read everything the release in force says of it.

use super::{Shell, page};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::{Row, get};
use askama::Template;
use axum::Extension;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/encoder", Need::Look, encoder), get("/encoder/{code}", Need::Look, encoder)]
}

#[derive(Template)]
#[template(path = "encoder.html")]
struct Page {
    shell: Shell,
}

async fn encoder(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    page(&Page { shell: Shell::new("Encoder", "/encoder", who) })
}

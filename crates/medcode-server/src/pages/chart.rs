//! Code a note: where it is given, and the chart that is made of it.

use super::{Shell, page};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::{Row, get};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/code", Need::Try, code), get("/charts/{id}", Need::ReadCharts, chart)]
}

#[derive(Template)]
#[template(path = "code.html")]
struct Code {
    shell: Shell,
    /// The caller may keep charts; others try a note and nothing is kept.
    may_keep: bool,
}

async fn code(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let may_keep = who.may(Need::WriteCharts);
    page(&Code { shell: Shell::new("Code a note", "/code", who), may_keep })
}

#[derive(Template)]
#[template(path = "chart.html")]
struct Chart {
    shell: Shell,
    id: String,
    may_write: bool,
    may_export: bool,
}

/// The frame alone: the page asks for the chart by the API, where opening it is logged.
async fn chart(Extension(who): Extension<Who>, Path(id): Path<String>) -> Result<Response, Fault> {
    let (may_write, may_export) = (who.may(Need::WriteCharts), who.may(Need::Export));
    page(&Chart { shell: Shell::new("Chart", "/code", who), id, may_write, may_export })
}

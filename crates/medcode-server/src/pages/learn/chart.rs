//! A practice chart: the desk of the workbench, without suggestions.

use super::HERE;
use crate::api::learn::{chart as known, short};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/learn/charts/{id}", Need::Learn, chart)]
}

#[derive(Template)]
#[template(path = "learn/chart.html")]
struct Page {
    shell: Shell,
    id: &'static str,
    title: &'static str,
    level: u8,
    specialty: &'static str,
    patient: &'static str,
}

/// The frame alone: the page asks for the chart by the API.
async fn chart(Extension(who): Extension<Who>, Path(id): Path<String>) -> Result<Response, Fault> {
    let chart = known(&id)?;
    page(&Page {
        shell: Shell::new(chart.title.clone(), HERE, who),
        id: short(&chart.id),
        title: &chart.title,
        level: chart.level,
        specialty: &chart.specialty,
        patient: &chart.patient,
    })
}

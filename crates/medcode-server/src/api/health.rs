//! Is the server alive, can it work, and what did it do?

use crate::auth::Need;
use crate::fault::Fault;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/health", Need::Open, health),
        get("/ready", Need::Open, ready),
        get("/metrics", Need::Metrics, metrics),
    ]
}

/// The process answers.
#[derive(Serialize)]
struct Alive {
    status: &'static str,
}

async fn health() -> Json<Alive> {
    Json(Alive { status: "alive" })
}

/// Whether work can be done, and what is missing where not.
#[derive(Serialize)]
struct Ready {
    ready: bool,
    /// The records answer.
    store: bool,
    /// Code sets are installed.
    releases: bool,
}

async fn ready(State(app): Shared) -> Response {
    let store = app.store.health().await.is_ok();
    let releases = app.releases() > 0;
    let ready = Ready { ready: store && releases, store, releases };
    let status = if ready.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(ready)).into_response()
}

async fn metrics(State(app): Shared) -> Result<Response, Fault> {
    let counts = app.store.counts(crate::clock::now()).await.ok();
    let page = app.metrics.page(app.releases(), counts.as_ref());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], page).into_response())
}

//! `POST /api/v1/code/batch`: a note a line in, its codes a line out, in order. Nothing is kept.

use super::check::{batch, lines, spool::Spool};
use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, post};
use crate::state::Shared;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::Response;
use medcode::{Ask, Engine};
use medcode_wire::{WireNoteIn, coded};
use serde::Deserialize;
use utoipa::IntoParams;

pub(super) fn routes() -> Vec<Row> {
    vec![
        post("/api/v1/code/batch", Need::Try, each_line).about(
            About::new("Codes a note a line, in order; nothing is kept")
                .query::<Asked>()
                .takes_bytes("application/x-ndjson")
                .gives_bytes("application/x-ndjson"),
        ),
    ]
}

/// How it is to be coded.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Tell how far it is, in lines among the answers.
    #[serde(default)]
    progress: bool,
}

async fn each_line(
    State(app): Shared,
    Query(asked): Query<Asked>,
    body: Body,
) -> Result<Response, Fault> {
    let (engine, turn) = (app.engine(), app.batch()?);
    let ask = Ask::on(crate::clock::today());
    let reader = Spool::take(body).map_err(Fault::internal)?.reader();
    Ok(lines::answer(move |out| {
        let of = |line: &str| of_line(&engine, line, ask).inspect(|_| app.metrics.coded(1));
        let _ = batch::run(reader, &out, asked.progress, of);
        drop(turn);
    }))
}

fn of_line(engine: &Engine, line: &str, ask: Ask) -> Result<Vec<u8>, String> {
    let asked = WireNoteIn::parse(line)?;
    let note = asked.note()?;
    let answer = engine.code(&note, ask).map_err(|e| e.to_string())?;
    serde_json::to_vec(&coded(asked.id(), &note.text, &answer)).map_err(|e| e.to_string())
}

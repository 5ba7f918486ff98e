//! `POST /api/v1/documents`: the text of a note in any format that is read. Nothing is kept.

mod child;

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, post};
use crate::state::{App, Shared};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use medcode_wire::WireDocuments;

pub(super) fn routes() -> Vec<Row> {
    let about = About::new("The text of a note in any format that is read; nothing is kept")
        .takes_bytes("application/octet-stream")
        .gives::<WireDocuments>();
    vec![post("/api/v1/documents", Need::Try, read).about(about)]
}

async fn read(
    State(app): Shared,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<WireDocuments>, Fault> {
    let body = body.map_err(|e| match e.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Fault::too_large(format!("the file is larger than {} MB", app.config.upload >> 20))
        }
        _ => Fault::bad("the request broke off"),
    })?;
    if body.is_empty() {
        return Err(Fault::content("the file is empty"));
    }
    Ok(Json(of(&app, body).await?))
}

/// What a document holds, read in a process of its own.
pub(crate) async fn of(app: &App, bytes: Bytes) -> Result<WireDocuments, Fault> {
    let found = child::read(bytes, &app.config).await?;
    match found.unreadable {
        Some(why) => Err(Fault::content(why)),
        None => Ok(found),
    }
}

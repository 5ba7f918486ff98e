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
use medcode::formats::document::Places;
use medcode_wire::{WireDocuments, placed, places};

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

/// Where the parts of a note stand in the document it was taken out of, as they are kept with it. The
/// note may have been changed by hand since; nothing where it cannot be told.
pub(crate) async fn places_of(app: &App, original: Vec<u8>, note: &str) -> Option<String> {
    let found = of(app, original.into()).await.ok()?.documents;
    let document = found.iter().find(|d| d.text == note).or(found.first())?;
    kept(&places(&document.places).after_change(&document.text, note))
}

/// Places as they are kept.
pub(crate) fn kept(places: &Places) -> Option<String> {
    (!places.is_empty()).then(|| serde_json::to_string(&placed(places)).ok()).flatten()
}

//! `GET /api/v1/encounters/{id}/original`: the file that the note was taken out of, as it came.

use super::open::log_opening;
use crate::auth::Who;
use crate::fault::Fault;
use crate::pages::link::encoded;
use crate::state::Shared;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use medcode_store::EncounterId;

pub(super) async fn original(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let id = EncounterId::new(id);
    let note =
        app.store.latest_note(&id).await?.ok_or_else(|| Fault::missing("the chart has no note"))?;
    let kept = app.store.original(&note.info.id).await?;
    let bytes = kept.ok_or_else(|| {
        Fault::missing("the note was given as text, or the file it came in was erased")
    })?;
    log_opening(&app, &who, &id).await?;
    let name = note.info.name.unwrap_or_else(|| "original".to_owned());
    // Never shown by the browser itself: the file is not ours, and may be a page with scripts.
    let disposition = format!("attachment; filename*=UTF-8''{}", encoded(&name).replace('/', "%2F"));
    let disposition = HeaderValue::from_str(&disposition).map_err(Fault::internal)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

//! Bringing charts in: JSON Lines and documents, sent or lying in a folder of the server.
//!
//! What cannot be used is told by file and line; the rest is brought in.

mod folder;
mod row;
mod run;
mod source;

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post};
use crate::state::{App, Shared};
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{StatusCode, header};
use axum::{Extension, Json};
pub(crate) use folder::{Folder, folder};
use source::File;
use std::sync::Arc;

use super::jobs::{WireJob, Work};

pub(super) fn routes() -> Vec<Row> {
    vec![
        post("/api/v1/import", Need::Manage, import).about(
            About::new("Bring charts in: JSON Lines, or files of a form; a job tells how far it is")
                .takes_bytes("application/x-ndjson")
                .gives::<WireJob>()
                .status(202),
        ),
        get("/api/v1/import/folder", Need::Manage, folder::list)
            .about(About::new("The files of the folder that the set-up allows").gives::<Folder>()),
        post("/api/v1/import/folder", Need::Manage, folder::take).about(
            About::new("Bring in files of the folder")
                .takes::<folder::Take>()
                .gives::<WireJob>()
                .status(202),
        ),
    ]
}

/// Files as a form sends them, or JSON Lines as the body.
async fn import(
    State(app): Shared,
    Extension(who): Extension<Who>,
    request: Request,
) -> Result<(StatusCode, Json<WireJob>), Fault> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let files = if kind.is_some_and(|k| k.starts_with("multipart/form-data")) {
        uploaded(request).await?
    } else {
        let bytes = Bytes::from_request(request, &()).await.map_err(|_| too_large())?;
        vec![File { name: String::new(), bytes: bytes.to_vec() }]
    };
    begin(&app, &who, files).await
}

async fn uploaded(request: Request) -> Result<Vec<File>, Fault> {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Fault::bad("the form cannot be read"))?;
    let mut files = Vec::new();
    while let Some(part) = form.next_field().await.map_err(|_| too_large())? {
        let Some(name) = part.file_name().map(str::to_owned) else { continue };
        let bytes = part.bytes().await.map_err(|_| too_large())?.to_vec();
        files.push(File { name, bytes });
    }
    Ok(files)
}

fn too_large() -> Fault {
    Fault::too_large("the files are larger than the server takes at once: send them in parts")
}

async fn begin(
    app: &Arc<App>,
    who: &Who,
    files: Vec<File>,
) -> Result<(StatusCode, Json<WireJob>), Fault> {
    if files.iter().all(|f| f.bytes.iter().all(u8::is_ascii_whitespace)) {
        return Err(Fault::content("there is nothing in it: send JSON Lines, or files"));
    }
    let job = Work::begin(app, who, "import", 0, move |work| run::run(work, files)).await?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}

//! A folder of the server from which charts may be brought in: only the one that the set-up names.

use super::begin;
use super::source::File;
use crate::api::given::Given;
use crate::api::jobs::WireJob;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use std::path::Path;
use utoipa::ToSchema;

/// Most files of one import.
const MOST: usize = 10_000;

/// The files that lie in the folder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportFolder)]
pub(crate) struct Folder {
    /// No folder is allowed by the set-up where it is false.
    pub(crate) allowed: bool,
    /// The server cannot read it: it is not there, or not its own.
    pub(crate) unreadable: bool,
    pub(crate) files: Vec<Lying>,
}

/// A file of the folder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportFile)]
pub(crate) struct Lying {
    pub(crate) name: String,
    pub(crate) bytes: u64,
}

pub(super) async fn list(State(app): Shared) -> Result<Json<Folder>, Fault> {
    Ok(Json(folder(&app).await?))
}

/// What lies in the folder.
pub(crate) async fn folder(app: &App) -> Result<Folder, Fault> {
    let Some(folder) = app.config.import_folder.clone() else {
        return Ok(Folder { allowed: false, unreadable: false, files: Vec::new() });
    };
    let files = crate::api::work(move || lying(&folder)).await?;
    // Files can be sent all the same.
    let unreadable = files.is_err();
    Ok(Folder { allowed: true, unreadable, files: files.unwrap_or_default() })
}

/// The plain files of a folder, by name; hidden ones and folders are passed over.
fn lying(folder: &Path) -> Result<Vec<Lying>, Fault> {
    let unreadable = |_| Fault::content("the folder for imports cannot be read by the server");
    let mut files: Vec<Lying> = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.to_owned();
            // A link may lead out of the folder: `file_type` does not follow it.
            let plain = entry.file_type().ok()?.is_file() && !name.starts_with('.');
            plain.then(|| Lying { name, bytes: entry.metadata().map_or(0, |m| m.len()) })
        })
        .take(MOST)
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Files of the folder; all of them where none is named.
#[derive(Deserialize, ToSchema)]
#[schema(as = ImportFromFolder)]
pub(super) struct Take {
    #[serde(default)]
    files: Vec<String>,
}

pub(super) async fn take(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Take>,
) -> Result<(StatusCode, Json<WireJob>), Fault> {
    let Some(folder) = app.config.import_folder.clone() else {
        return Err(Fault::content(
            "no folder is allowed: an administrator sets `import_folder` in the set-up of the server",
        ));
    };
    let limit = app.config.upload as u64;
    let files = crate::api::work(move || read(&folder, &asked.files, limit)).await??;
    begin(&app, &who, files).await
}

fn read(folder: &Path, wanted: &[String], limit: u64) -> Result<Vec<File>, Fault> {
    let there = lying(folder)?;
    let all = wanted.is_empty();
    let chosen: Vec<&Lying> = there.iter().filter(|f| all || wanted.contains(&f.name)).collect();
    if chosen.is_empty() || (!all && chosen.len() < wanted.len()) {
        return Err(Fault::missing(
            "not every file that was named lies in the folder: look at its list again",
        ));
    }
    if chosen.iter().map(|f| f.bytes).sum::<u64>() > limit {
        return Err(Fault::too_large(
            "the files are larger together than the server takes at once: name fewer",
        ));
    }
    let unreadable = |_| Fault::content("a file of the folder cannot be read by the server");
    let file = |f: &&Lying| {
        let bytes = std::fs::read(folder.join(&f.name)).map_err(unreadable)?;
        Ok(File { name: f.name.clone(), bytes })
    };
    chosen.iter().map(file).collect()
}

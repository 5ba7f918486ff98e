//! Copies of the records, made while they are in use. They go into one folder of the server's machine,
//! which the set-up names: a page must not write anywhere else.

use crate::api::given::Given;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post};
use crate::state::{App, Shared};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_store::{NewEntry, Subject, SubjectKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/backups", Need::Administer, list)
            .about(About::new("The copies in the folder").gives::<Vec<Copy>>()),
        post("/api/v1/backups", Need::Administer, make).about(
            About::new("Copy the records while they are in use")
                .takes::<Named>()
                .gives::<Copy>()
                .status(201),
        ),
    ]
}

/// A copy that lies in the folder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Backup)]
pub(crate) struct Copy {
    pub(crate) name: String,
    pub(crate) bytes: u64,
}

/// The copies in the folder, the newest last.
pub(crate) async fn all(app: &App) -> Result<Vec<Copy>, Fault> {
    let folder = app.config.backups.clone();
    crate::api::work(move || {
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let copy = |e: std::fs::DirEntry| {
            let name = e.file_name().to_str().filter(|n| n.ends_with(".db"))?.to_owned();
            Some(Copy { name, bytes: e.metadata().map_or(0, |m| m.len()) })
        };
        let mut copies: Vec<Copy> = entries.filter_map(copy).collect();
        copies.sort_by(|a, b| a.name.cmp(&b.name));
        copies
    })
    .await
}

async fn list(State(app): Shared) -> Result<Json<Vec<Copy>>, Fault> {
    Ok(Json(all(&app).await?))
}

/// The name of a copy; the time where there is none.
#[derive(Deserialize, ToSchema)]
#[schema(as = BackupIn)]
struct Named {
    name: Option<String>,
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Named>,
) -> Result<(StatusCode, Json<Copy>), Fault> {
    let change = who.change();
    let given = asked.name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
    let name = given.unwrap_or_else(|| {
        format!("records-{}", crate::api::when::minute(change.at).replace([' ', ':'], "-"))
    });
    if name.len() > 100
        || name.starts_with('.')
        || !name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
    {
        return Err(Fault::field("name", "a name has letters, digits, and . _ - only"));
    }
    let name = if name.ends_with(".db") { name } else { format!("{name}.db") };
    let path = app.config.backups.join(&name);
    tokio::fs::create_dir_all(&app.config.backups).await.map_err(Fault::internal)?;
    app.store.backup(&path).await.map_err(|e| match e {
        medcode_store::Error::Exists(_) => Fault::field("name", "a copy of this name is there already"),
        medcode_store::Error::Unsupported(why) => Fault::content(why),
        other => other.into(),
    })?;
    let bytes = tokio::fs::metadata(&path).await.map_or(0, |m| m.len());
    let detail = serde_json::json!({ "name": name, "bytes": bytes }).to_string();
    let subject = Subject::new(SubjectKind::System, "records");
    app.store.log(&change, NewEntry { action: "backup.written".into(), subject, detail }).await?;
    Ok((StatusCode::CREATED, Json(Copy { name, bytes })))
}

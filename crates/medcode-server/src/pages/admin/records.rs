//! How long records are kept, copies of them, what was taken out.

use super::time;
use crate::api::admin::backups::{self, Copy};
use crate::api::admin::exports;
use crate::api::admin::retention::{self, WirePolicy};
use crate::api::audit::WireEntry;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/admin/records", Need::Administer, records)]
}

#[derive(Template)]
#[template(path = "admin/records.html")]
struct Page {
    shell: Shell,
    policies: Vec<WirePolicy>,
    copies: Vec<Copy>,
    folder: String,
    /// The records are a file that the server can copy.
    file: bool,
    exports: Vec<WireEntry>,
}

impl Page {
    /// What a policy is about, in words.
    fn about(kind: &str) -> &'static str {
        match kind {
            "notes" => "Text and originals of notes, after the last change of a closed chart",
            "encounters" => "All content of closed charts, after their last change",
            _ => "Reports of imports and installations, after their end",
        }
    }
}

async fn records(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    page(&Page {
        policies: retention::all(&app).await?,
        copies: backups::all(&app).await?,
        folder: app.config.backups.display().to_string(),
        file: app.store.health().await?.backend == medcode_store::Backend::Sqlite,
        exports: exports::all(&app).await?,
        shell: Shell::new("Records", "/admin", who),
    })
}

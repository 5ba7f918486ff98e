//! What was taken out: the exports, as the audit log has them.

use crate::api::audit::{WireEntry, named};
use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::{App, Shared};
use axum::Json;
use axum::extract::State;
use medcode_store::{AuditFilter, SubjectKind};

/// Most exports of one answer.
const MOST: i64 = 500;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/exports", Need::ReadAudit, list)
            .about(About::new("What was taken out, the newest first").gives::<Vec<WireEntry>>()),
    ]
}

/// The latest exports, the newest first.
pub(crate) async fn all(app: &App) -> Result<Vec<WireEntry>, Fault> {
    let filter = AuditFilter { subject_kind: Some(SubjectKind::Export), ..AuditFilter::default() };
    let entries = app.store.entries(&filter, None, MOST).await?;
    named(app, entries).await
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireEntry>>, Fault> {
    Ok(Json(all(&app).await?))
}

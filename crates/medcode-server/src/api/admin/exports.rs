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
    // What leaves a chart stands in the log under the chart, other exports under themselves.
    let charts = AuditFilter { action: Some("export".into()), ..AuditFilter::default() };
    let others = AuditFilter { subject_kind: Some(SubjectKind::Export), ..AuditFilter::default() };
    let mut entries = app.store.entries(&charts, None, MOST).await?;
    entries.extend(app.store.entries(&others, None, MOST).await?);
    entries.sort_by_key(|e| std::cmp::Reverse(e.seq));
    entries.dedup_by_key(|e| e.seq);
    entries.truncate(MOST as usize);
    named(app, entries).await
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireEntry>>, Fault> {
    Ok(Json(all(&app).await?))
}

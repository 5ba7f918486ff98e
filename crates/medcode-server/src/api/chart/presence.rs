//! Who has a chart open: said again and again while a page shows it.

use crate::api::{Done, done};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_store::EncounterId;
use serde::Serialize;
use utoipa::ToSchema;

/// A page says it again every 20 seconds; one that is closed without a word counts until then.
pub(super) const HOLDS: i64 = 50 * 1000;

/// Somebody else who has it open.
#[derive(Serialize, ToSchema)]
#[schema(as = SomebodyElse)]
pub(super) struct Other {
    user: String,
    name: String,
    since: i64,
}

pub(super) async fn enter(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Other>>, Fault> {
    let now = crate::clock::now();
    let id = EncounterId::new(id);
    let others = app.store.enter(&id, &who.id, now, now + HOLDS).await?;
    app.open.stays(&who.id, &id, now, now + HOLDS);
    let other =
        |p: medcode_store::Presence| Other { user: p.user.to_string(), name: p.name, since: p.since };
    Ok(Json(others.into_iter().map(other).collect()))
}

pub(super) async fn leave(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    let id = EncounterId::new(id);
    app.store.leave(&id, &who.id).await?;
    app.open.closed(&who.id, &id);
    Ok(done())
}

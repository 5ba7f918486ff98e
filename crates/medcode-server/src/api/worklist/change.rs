//! Assigning charts, planning them, holding them, taking the next one.

use super::list::setting;
use crate::api::given::Given;
use crate::api::when::{begins, day};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_store::{Encounter, EncounterId, EncounterUpdate, Status, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most charts of one request.
const MOST: usize = 500;

/// Which chart is wanted next.
#[derive(Deserialize, ToSchema)]
pub(super) struct NextAsked {
    /// Only of this setting.
    #[serde(default)]
    setting: Option<String>,
}

/// A chart as a change left it.
#[derive(Serialize, ToSchema)]
#[schema(as = ChangedChart)]
pub(super) struct Changed {
    id: String,
    status: &'static str,
    /// To be given back with the next change.
    version: i64,
}

impl From<Encounter> for Changed {
    fn from(e: Encounter) -> Self {
        Self { id: e.id.to_string(), status: e.status.id(), version: e.version }
    }
}

/// The next chart, where there is one.
#[derive(Serialize, ToSchema)]
pub(super) struct NextChart {
    chart: Option<Changed>,
}

/// Claims the most urgent chart for the caller: nobody else gets the same.
pub(super) async fn next(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<NextAsked>,
) -> Result<Json<NextChart>, Fault> {
    let only = asked.setting.as_deref().filter(|s| !s.is_empty()).map(setting).transpose()?;
    let chart = app.store.next_chart(&who.change(), &who.id, only).await?;
    Ok(Json(NextChart { chart: chart.map(Changed::from) }))
}

/// Charts, and who is to have them.
#[derive(Deserialize, ToSchema)]
pub(super) struct Assign {
    ids: Vec<String>,
    /// A user; nobody where it is null.
    to: Option<String>,
}

/// How many charts were given.
#[derive(Serialize, ToSchema)]
pub(super) struct Assigned {
    assigned: u64,
    /// Closed or gone meanwhile.
    passed_over: u64,
}

pub(super) async fn assign(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Assign>,
) -> Result<Json<Assigned>, Fault> {
    if asked.ids.is_empty() || asked.ids.len() > MOST {
        return Err(Fault::field("ids", format!("give 1 to {MOST} charts")));
    }
    let to = asked.to.filter(|t| !t.is_empty()).map(UserId::new);
    if let Some(to) = &to {
        let user = app.store.user(to).await?;
        if !crate::auth::May::may(user.role, Need::WriteCharts) {
            return Err(Fault::field("to", format!("a {} cannot be given charts", user.role.id())));
        }
    }
    let ids: Vec<EncounterId> = asked.ids.into_iter().map(EncounterId::new).collect();
    let assigned = app.store.assign(&who.change(), &ids, to.as_ref()).await?;
    Ok(Json(Assigned { assigned, passed_over: (ids.len() as u64).saturating_sub(assigned) }))
}

/// What a manager plans; what is not given stays, null takes away.
#[derive(Deserialize, ToSchema)]
pub(super) struct Plan {
    version: i64,
    priority: Option<i64>,
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    due: Option<Option<String>>,
    title: Option<String>,
}

/// Tells a field that is null from one that is not given.
fn there<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(d).map(Some)
}

pub(super) async fn plan(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Plan>,
) -> Result<Json<Changed>, Fault> {
    if asked.priority.is_some_and(|p| !(1..=9).contains(&p)) {
        return Err(Fault::field("priority", "1 is the most urgent, 9 the least"));
    }
    let due = match asked.due {
        None => None,
        Some(text) => Some(day("due", text.as_deref())?.map(begins)),
    };
    let to = EncounterUpdate {
        priority: asked.priority,
        due,
        title: asked.title,
        ..EncounterUpdate::default()
    };
    let id = EncounterId::new(id);
    let changed = app.store.update_encounter(&who.change(), &id, asked.version, to).await?;
    Ok(Json(changed.into()))
}

/// A status to come to.
#[derive(Deserialize, ToSchema)]
pub(super) struct ToStatus {
    version: i64,
    status: String,
}

/// Takes up, puts back, or takes out. Signing off and exporting are done with the codes, not here.
pub(super) async fn status(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<ToStatus>,
) -> Result<Json<Changed>, Fault> {
    let to = match Status::parse(&asked.status) {
        Some(to @ (Status::New | Status::Assigned | Status::InProgress)) => to,
        Some(Status::Deleted) if who.may(Need::Manage) => Status::Deleted,
        Some(Status::Deleted) => {
            return Err(Fault::forbidden("a manager takes charts out of the worklist"));
        }
        _ => return Err(Fault::field("status", "use new, assigned, in_progress or deleted")),
    };
    let id = EncounterId::new(id);
    let changed = app.store.set_status(&who.change(), &id, asked.version, to).await?;
    Ok(Json(changed.into()))
}

/// Why a chart waits.
#[derive(Deserialize, ToSchema)]
pub(super) struct Hold {
    version: i64,
    reason: String,
}

pub(super) async fn hold(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Hold>,
) -> Result<Json<Changed>, Fault> {
    let reason = asked.reason.trim();
    if reason.is_empty() || reason.len() > 500 {
        return Err(Fault::field("reason", "say in 1 to 500 characters what it waits for"));
    }
    let id = EncounterId::new(id);
    let changed = app.store.hold(&who.change(), &id, asked.version, reason).await?;
    Ok(Json(changed.into()))
}

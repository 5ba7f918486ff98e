//! Invitations: a link that makes one user, once.

use super::users::role;
use crate::api::given::Given;
use crate::api::when::DAY;
use crate::api::{Done, done};
use crate::auth::{Need, Who, token};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, delete, get, post};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_store::{Digest, Invitation, InvitationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/invitations", Need::Administer, list)
            .about(About::new("All invitations").gives::<Vec<WireInvitation>>()),
        post("/api/v1/invitations", Need::Administer, make).shown_once().about(
            About::new("Make an invitation; its link is shown once")
                .takes::<New>()
                .gives::<Made>()
                .status(201),
        ),
        delete("/api/v1/invitations/{id}", Need::Administer, revoke)
            .about(About::new("Take an invitation back").gives::<Done>()),
    ]
}

/// An invitation as an administrator sees one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Invitation)]
pub(crate) struct WireInvitation {
    pub(crate) id: String,
    pub(crate) role: &'static str,
    /// `open`, `used`, `expired`, `revoked`.
    pub(crate) state: &'static str,
    /// Milliseconds since 1970.
    pub(crate) created: i64,
    pub(crate) expires: i64,
}

impl From<Invitation> for WireInvitation {
    fn from(i: Invitation) -> Self {
        let state = match i {
            Invitation { used: Some(_), .. } => "used",
            Invitation { revoked: Some(_), .. } => "revoked",
            _ if i.expires <= crate::clock::now() => "expired",
            _ => "open",
        };
        Self { id: i.id.to_string(), role: i.role.id(), state, created: i.created, expires: i.expires }
    }
}

/// All invitations, as an administrator sees them.
pub(crate) async fn all(app: &App) -> Result<Vec<WireInvitation>, Fault> {
    Ok(app.store.invitations().await?.into_iter().map(WireInvitation::from).collect())
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireInvitation>>, Fault> {
    Ok(Json(all(&app).await?))
}

/// An invitation to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = InvitationIn)]
struct New {
    role: String,
    /// How many days it holds: 1 to 30.
    days: Option<i64>,
}

/// The link, shown now and never again: only its digest is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationOnce)]
struct Made {
    #[serde(flatten)]
    invitation: WireInvitation,
    link: String,
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(new): Given<New>,
) -> Result<(StatusCode, Json<Made>), Fault> {
    let role = role(&new.role)?;
    let days = new.days.unwrap_or(7);
    if !(1..=30).contains(&days) {
        return Err(Fault::field("days", "an invitation holds 1 to 30 days"));
    }
    let token = token::fresh()?;
    let change = who.change();
    let expires = change.at + days * DAY;
    let made = app.store.create_invitation(&change, Digest::of(token.as_bytes()), role, expires).await?;
    let link = format!("/setup?token={token}");
    Ok((StatusCode::CREATED, Json(Made { invitation: made.into(), link })))
}

async fn revoke(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    app.store.revoke_invitation(&who.change(), &InvitationId::new(id)).await?;
    Ok(done())
}

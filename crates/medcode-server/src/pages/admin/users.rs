//! Users, invitations, API keys.

use super::time;
use crate::api::admin::invitations::{self, WireInvitation};
use crate::api::admin::keys::{self, WireKey};
use crate::api::admin::users::{WireUser, all};
use crate::auth::{Need, Role, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/admin", Need::Administer, list),
        get("/admin/users/{id}", Need::Administer, one),
        get("/admin/keys", Need::Administer, all_keys),
    ]
}

fn roles() -> Vec<&'static str> {
    Role::ALL.iter().map(|r| r.id()).collect()
}

#[derive(Template)]
#[template(path = "admin/users.html")]
struct List {
    shell: Shell,
    users: Vec<WireUser>,
    /// Those that can still be taken up.
    invitations: Vec<WireInvitation>,
    roles: Vec<&'static str>,
}

async fn list(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let mut invitations = invitations::all(&app).await?;
    invitations.retain(|i| i.state == "open");
    let users = all(&app).await?;
    page(&List { shell: Shell::new("Users", "/admin", who), users, invitations, roles: roles() })
}

#[derive(Template)]
#[template(path = "admin/user.html")]
struct One {
    shell: Shell,
    user: WireUser,
    roles: Vec<&'static str>,
    myself: bool,
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let user: WireUser = app.store.user(&medcode_store::UserId::new(id)).await?.into();
    let myself = user.id == who.id.as_str();
    page(&One { shell: Shell::new("User", "/admin", who), user, roles: roles(), myself })
}

#[derive(Template)]
#[template(path = "admin/keys.html")]
struct Keys {
    shell: Shell,
    keys: Vec<WireKey>,
}

async fn all_keys(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let keys = keys::all(&app, None).await?;
    page(&Keys { shell: Shell::new("API keys", "/admin", who), keys })
}

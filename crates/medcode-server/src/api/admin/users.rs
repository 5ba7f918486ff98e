//! Users: their roles, whether they may log in, their sessions, a password they lost.

use crate::api::given::Given;
use crate::auth::{Need, Role, Who, password, token};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_store::{User, UserId, UserUpdate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/users", Need::Administer, list)
            .about(About::new("All users").gives::<Vec<WireUser>>()),
        put("/api/v1/users/{id}", Need::Administer, change)
            .about(About::new("Change a user").takes::<Change>().gives::<WireUser>()),
        post("/api/v1/users/{id}/end-sessions", Need::Administer, end_sessions)
            .about(About::new("End all sessions of a user").gives::<Ended>()),
        post("/api/v1/users/{id}/password", Need::Administer, new_password).shown_once().about(
            About::new("Give a user another password, shown once and to be changed").gives::<Once>(),
        ),
    ]
}

/// A user as an administrator sees one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub(crate) struct WireUser {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) role: &'static str,
    pub(crate) active: bool,
    pub(crate) must_change: bool,
    /// Milliseconds since 1970.
    pub(crate) created: i64,
    pub(crate) last_login: Option<i64>,
    pub(crate) version: i64,
}

impl From<User> for WireUser {
    fn from(u: User) -> Self {
        Self {
            id: u.id.to_string(),
            login: u.login,
            name: u.name,
            role: u.role.id(),
            active: u.active,
            must_change: u.must_change,
            created: u.created,
            last_login: u.last_login,
            version: u.version,
        }
    }
}

/// All users, as an administrator sees them.
pub(crate) async fn all(app: &App) -> Result<Vec<WireUser>, Fault> {
    Ok(app.store.users().await?.into_iter().map(WireUser::from).collect())
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireUser>>, Fault> {
    Ok(Json(all(&app).await?))
}

/// A role as a field names it.
pub(super) fn role(text: &str) -> Result<Role, Fault> {
    Role::parse(text).ok_or_else(|| {
        let all: Vec<&str> = Role::ALL.iter().map(|r| r.id()).collect();
        Fault::field("role", format!("use {}", all.join(", ")))
    })
}

/// What is to be changed; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UserIn)]
struct Change {
    version: i64,
    name: Option<String>,
    role: Option<String>,
    active: Option<bool>,
    must_change: Option<bool>,
}

async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Change>,
) -> Result<Json<WireUser>, Fault> {
    let to = UserUpdate {
        name: asked.name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
        role: asked.role.as_deref().map(role).transpose()?,
        active: asked.active,
        must_change: asked.must_change,
    };
    let changed = app.store.update_user(&who.change(), &UserId::new(id), asked.version, to).await?;
    app.sessions.forget();
    Ok(Json(changed.into()))
}

/// How many sessions ended.
#[derive(Serialize, ToSchema)]
#[schema(as = EndedSessions)]
pub(crate) struct Ended {
    pub(crate) ended: u64,
}

async fn end_sessions(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Ended>, Fault> {
    let id = UserId::new(id);
    app.store.user(&id).await?;
    let ended = app.store.end_sessions(&who.change(), &id, None).await?;
    app.sessions.forget();
    Ok(Json(Ended { ended }))
}

/// A password to log in with once: shown now and never again.
#[derive(Serialize, ToSchema)]
#[schema(as = OncePassword)]
struct Once {
    password: String,
}

/// Gives a user who lost the password another one, which must be changed at the next log-in.
async fn new_password(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Once>, Fault> {
    let id = UserId::new(id);
    app.store.user(&id).await?;
    let password = token::fresh()?;
    let typed = password.clone();
    let hash = crate::api::work(move || password::hash(&typed)).await??;
    app.store.set_password(&who.change(), &id, &hash, true).await?;
    app.store.end_sessions(&who.change(), &id, None).await?;
    app.sessions.forget();
    Ok(Json(Once { password }))
}

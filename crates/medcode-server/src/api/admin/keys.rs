//! API keys: each belongs to a user, may do what its scopes and the user's role both allow, and is
//! shown once.

use crate::api::given::Given;
use crate::api::when::DAY;
use crate::api::{Done, done};
use crate::auth::{May, Need, Role, SCOPES, Who, token};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, delete, get, post};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_store::{ApiKey, ApiKeyId, Digest, NewApiKey, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/keys", Need::Own, mine).about(About::new("One's own keys").gives::<Vec<WireKey>>()),
        post("/api/v1/keys", Need::Own, make).shown_once().about(
            About::new("Make a key; it is shown once").takes::<New>().gives::<Made>().status(201),
        ),
        delete("/api/v1/keys/{id}", Need::Own, revoke)
            .about(About::new("Take back a key of one's own").gives::<Done>()),
        get("/api/v1/keys/all", Need::Administer, list)
            .about(About::new("Everybody's keys").gives::<Vec<WireKey>>()),
        delete("/api/v1/keys/all/{id}", Need::Administer, revoke_any)
            .about(About::new("Take back anybody's key").gives::<Done>()),
    ]
}

/// A key as people see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApiKey)]
pub(crate) struct WireKey {
    pub(crate) id: String,
    pub(crate) owner: String,
    pub(crate) owner_name: String,
    pub(crate) name: String,
    /// Its first characters, to recognise it by.
    pub(crate) prefix: String,
    pub(crate) scopes: Vec<String>,
    /// `active`, `expired`, `revoked`.
    pub(crate) state: &'static str,
    /// Milliseconds since 1970.
    pub(crate) created: i64,
    pub(crate) expires: Option<i64>,
    pub(crate) last_used: Option<i64>,
}

/// The keys of one user, or of all.
pub(crate) async fn all(app: &App, owner: Option<&UserId>) -> Result<Vec<WireKey>, Fault> {
    let users = app.store.users().await?;
    let name =
        |id: &UserId| users.iter().find(|u| u.id == *id).map_or_else(String::new, |u| u.name.clone());
    let keys = app.store.keys(owner).await?;
    Ok(keys.into_iter().map(|k| wire(name(&k.owner), k)).collect())
}

fn wire(owner_name: String, k: ApiKey) -> WireKey {
    let over = k.expires.is_some_and(|e| e <= crate::clock::now());
    WireKey {
        id: k.id.to_string(),
        owner: k.owner.to_string(),
        owner_name,
        name: k.name,
        prefix: k.prefix,
        scopes: k.scopes,
        state: match k.revoked {
            Some(_) => "revoked",
            None if over => "expired",
            None => "active",
        },
        created: k.created,
        expires: k.expires,
        last_used: k.last_used,
    }
}

async fn mine(State(app): Shared, Extension(who): Extension<Who>) -> Result<Json<Vec<WireKey>>, Fault> {
    Ok(Json(all(&app, Some(&who.id)).await?))
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireKey>>, Fault> {
    Ok(Json(all(&app, None).await?))
}

/// The scopes that make sense for a role: those of what it may do.
pub(crate) fn scopes_of(role: Role) -> Vec<&'static str> {
    let reaches = |scope: &&&str| Need::ALL.iter().any(|n| n.scope() == **scope && role.may(*n));
    SCOPES.iter().filter(reaches).copied().collect()
}

/// A key to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = ApiKeyIn)]
struct New {
    #[serde(default)]
    name: String,
    scopes: Vec<String>,
    /// How many days it works; for good where nothing is said.
    days: Option<i64>,
}

/// The key, shown now and never again: only its digest is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = ApiKeyOnce)]
struct Made {
    #[serde(flatten)]
    about: WireKey,
    key: String,
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(new): Given<New>,
) -> Result<(StatusCode, Json<Made>), Fault> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.len() > 100 {
        return Err(Fault::field("name", "say in 1 to 100 characters which program it is for"));
    }
    let able = scopes_of(who.role);
    if new.scopes.is_empty() || new.scopes.iter().any(|s| !able.contains(&s.as_str())) {
        return Err(Fault::field("scopes", format!("give one or more of {}", able.join(", "))));
    }
    if new.days.is_some_and(|d| !(1..=3650).contains(&d)) {
        return Err(Fault::field("days", "a key works 1 to 3650 days"));
    }
    let key = format!("mc_{}", token::fresh()?);
    let change = who.change();
    let asked = NewApiKey {
        owner: who.id.clone(),
        name,
        prefix: key.chars().take(9).collect(),
        key: Digest::of(key.as_bytes()),
        scopes: new.scopes,
        expires: new.days.map(|d| change.at + d * DAY),
    };
    let made = app.store.create_key(&change, asked).await?;
    Ok((StatusCode::CREATED, Json(Made { about: wire(who.name.clone(), made), key })))
}

/// Takes back a key of one's own.
async fn revoke(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    let id = ApiKeyId::new(id);
    if !app.store.keys(Some(&who.id)).await?.iter().any(|k| k.id == id) {
        return Err(Fault::missing("there is no such key of yours"));
    }
    revoke_any(State(app), Extension(who), Path(id.to_string())).await
}

/// Takes back anybody's key.
async fn revoke_any(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    app.store.revoke_key(&who.change(), &ApiKeyId::new(id)).await?;
    app.sessions.forget();
    Ok(done())
}

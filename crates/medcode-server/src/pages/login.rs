//! Before anyone is logged in: the log-in, and the page behind an invitation.

use super::page;
use crate::auth::{Need, password};
use crate::fault::Fault;
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use medcode_store::Digest;
use serde::Deserialize;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/login", Need::Open, login), get("/setup", Need::Open, setup)]
}

#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    version: &'static str,
    next: String,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

async fn login(Query(asked): Query<Next>) -> Result<Response, Fault> {
    page(&Login { version: &crate::assets::VERSION, next: asked.next })
}

#[derive(Template)]
#[template(path = "setup.html")]
struct Setup {
    version: &'static str,
    token: String,
    /// The role the link gives; none where it no longer holds.
    role: Option<&'static str>,
    shortest: usize,
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
}

async fn setup(State(app): Shared, Query(asked): Query<Token>) -> Result<Response, Fault> {
    let found = app.store.invitation(Digest::of(asked.token.as_bytes())).await?;
    let now = crate::clock::now();
    let holds = found.filter(|i| i.used.is_none() && i.revoked.is_none() && i.expires > now);
    page(&Setup {
        version: &crate::assets::VERSION,
        role: holds.map(|i| i.role.id()),
        token: asked.token,
        shortest: password::SHORTEST,
    })
}

//! One's own account: password, other sessions, keys.

use super::{Shell, page};
use crate::api::admin::keys::{self, WireKey};
use crate::auth::{Need, Who, password};
use crate::fault::Fault;
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/account", Need::Own, account)]
}

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    shell: Shell,
    login: String,
    /// The password must be changed before anything else.
    must: bool,
    keys: Vec<WireKey>,
    scopes: Vec<&'static str>,
    shortest: usize,
}

fn time(at: &i64) -> String {
    crate::api::when::minute(*at)
}

async fn account(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let mut keys = keys::all(&app, Some(&who.id)).await?;
    keys.retain(|k| k.state != "revoked");
    page(&Page {
        login: app.store.user(&who.id).await?.login,
        must: who.must_change,
        scopes: keys::scopes_of(who.role),
        shortest: password::SHORTEST,
        shell: Shell::new("My account", "/account", who),
        keys,
    })
}

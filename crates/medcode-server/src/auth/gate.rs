//! The gate before every route: who asks, may they, and does the request come from our own page?

use super::{Need, Who, session};
use crate::fault::Fault;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// Lets a request through that meets the need of its route.
pub(crate) async fn gate(
    State((app, need)): State<(Arc<App>, Need)>,
    mut request: Request,
    next: Next,
) -> Response {
    let page = !request.uri().path().starts_with("/api/");
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && from_elsewhere(request.headers()) {
        return Fault::forbidden("the request comes from another site").into_response();
    }
    if need == Need::Open {
        return next.run(request).await;
    }
    let who = match session::who(&app, request.headers()).await {
        Ok(Some(who)) => who,
        Ok(None) if page => return to_login(&request),
        Ok(None) => return Fault::nobody().into_response(),
        Err(fault) => return fault.into_response(),
    };
    if let Err(fault) = may(&who, need, request.headers(), changes) {
        return fault.into_response();
    }
    request.extensions_mut().insert(who);
    next.run(request).await
}

fn may(who: &Who, need: Need, headers: &HeaderMap, changes: bool) -> Result<(), Fault> {
    if !who.may(need) {
        let role = who.role.id();
        return Err(Fault::forbidden(format!(
            "a {role} may not do this, or the key has no scope `{}`; an administrator can change that",
            need.scope()
        )));
    }
    let sent = headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if changes && !who.csrf.is_empty() && !super::token::same(sent, &who.csrf) {
        return Err(Fault::forbidden("the token of the session is missing: load the page again"));
    }
    Ok(())
}

/// Whether a browser says that another site made the request.
fn from_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else { return false };
    let host = text("host").unwrap_or_default();
    origin.split_once("://").is_none_or(|(_, of)| of != host)
}

fn to_login(request: &Request) -> Response {
    let next = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let encoded: String = next
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect();
    Redirect::to(&format!("/login?next={encoded}")).into_response()
}

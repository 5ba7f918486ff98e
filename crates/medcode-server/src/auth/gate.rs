//! The gate before every route: who asks, may they, and does the request come from our own page?

use super::{Need, Who, address, session};
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
    // Programs read the metrics: they are not sent to a page.
    let page = !request.uri().path().starts_with("/api/") && need != Need::Metrics;
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && from_elsewhere(request.headers()) {
        return Fault::forbidden("the request comes from another site").into_response();
    }
    let from = address::of(&app.config.trusted_proxies, &request);
    if need == Need::Open {
        let let_in = unknown(&app, from, &request);
        return match let_in {
            Ok(()) => next.run(request).await,
            Err(fault) => fault.into_response(),
        };
    }
    let mut who = match session::who(&app, request.headers()).await {
        Ok(Some(who)) => who,
        Ok(None) if let Err(fault) = app.rates.address(from) => return fault.into_response(),
        Ok(None) if page => return to_login(&request),
        Ok(None) => return Fault::nobody().into_response(),
        Err(fault) => return fault.into_response(),
    };
    let may = app.rates.known(&who).and_then(|()| may(&who, need, request.headers(), changes));
    if let Err(fault) = may {
        return fault.into_response();
    }
    if who.must_change && !FIRST.contains(&request.uri().path()) {
        return password_first(page);
    }
    who.request = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    request.extensions_mut().insert(who);
    next.run(request).await
}

/// The number of a request, as log, audit log and answer name it.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// Where who must change the password may go before that.
const FIRST: [&str; 3] = ["/account", "/api/v1/password", "/api/v1/logout"];

fn password_first(page: bool) -> Response {
    if page {
        return Redirect::to(FIRST[0]).into_response();
    }
    Fault::forbidden("change your password first, under My account").into_response()
}

/// A request to a route that is open: counted by address, and log-ins more strictly.
fn unknown(app: &App, from: std::net::IpAddr, request: &Request) -> Result<(), Fault> {
    const ENTRIES: [&str; 2] = ["/api/v1/login", "/api/v1/setup"];
    app.rates.address(from)?;
    if ENTRIES.contains(&request.uri().path()) { app.rates.entry(from) } else { Ok(()) }
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
    let encoded = crate::pages::link::encoded(next);
    Redirect::to(&format!("/login?next={encoded}")).into_response()
}

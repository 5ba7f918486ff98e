//! Every route of the server, in one list: method, path, what it asks of a caller, handler.
//!
//! What is not in the list is not served, and what is in it passes the gate: a test walks every
//! row with every role.

use crate::auth::{Need, gate};
use crate::once;
use crate::openapi::About;
use crate::state::App;
use axum::Router;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::MethodRouter;
use std::sync::Arc;

/// One route.
#[derive(Clone)]
pub struct Row {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// What it asks of a caller.
    pub need: Need,
    /// What a route of the API does, takes and gives.
    pub about: Option<About>,
    /// Its answer is shown once or too large, and never kept.
    fleeting: bool,
    handler: MethodRouter<Arc<App>>,
}

impl Row {
    /// The route with its description.
    pub(crate) fn about(self, about: About) -> Self {
        Self { about: Some(about), ..self }
    }

    /// The same gate before nothing that is done.
    #[cfg(test)]
    pub(crate) fn only_gate(self) -> Self {
        let method = axum::routing::MethodFilter::try_from(self.method.clone());
        let method = method.expect("a method of the list");
        Self { handler: axum::routing::on(method, || async { "let in" }), ..self }
    }

    /// The same, with an answer that is shown once: a link, a key, a password.
    pub(crate) fn shown_once(self) -> Self {
        Self { fleeting: true, ..self }
    }

    /// Whether it keeps or changes something, so that it takes an idempotency key.
    pub(crate) fn takes_key(&self) -> bool {
        use Need::{Administer, Export, Learn, Look, Manage, OwnRules, Share, Teach, WriteCharts};
        let keeps = matches!(
            self.need,
            Look | Share | Learn | Teach | WriteCharts | Manage | Export | OwnRules | Administer
        );
        keeps && self.method != Method::GET && self.path.starts_with("/api/") && !self.fleeting
    }

    /// Behind the gate: what comes twice with one key is done once.
    fn kept(self, app: &Arc<App>) -> MethodRouter<Arc<App>> {
        if self.takes_key() {
            return self.handler.layer(from_fn_with_state(app.clone(), once::once));
        }
        if self.fleeting { self.handler.layer(from_fn(once::never)) } else { self.handler }
    }

    /// The same, for bodies larger than others may be.
    pub(crate) fn up_to(mut self, bytes: usize) -> Self {
        self.fleeting = true;
        self.handler = self.handler.layer(axum::extract::DefaultBodyLimit::max(bytes));
        self
    }
}

/// A route that is read.
pub(crate) fn get<H, T>(path: &'static str, need: Need, handler: H) -> Row
where
    H: axum::handler::Handler<T, Arc<App>>,
    T: 'static,
{
    Row {
        method: Method::GET,
        path,
        need,
        about: None,
        fleeting: false,
        handler: axum::routing::get(handler),
    }
}

/// A route that does or makes something.
pub(crate) fn post<H, T>(path: &'static str, need: Need, handler: H) -> Row
where
    H: axum::handler::Handler<T, Arc<App>>,
    T: 'static,
{
    Row {
        method: Method::POST,
        path,
        need,
        about: None,
        fleeting: false,
        handler: axum::routing::post(handler),
    }
}

/// A route that puts something in place of what was there.
pub(crate) fn put<H, T>(path: &'static str, need: Need, handler: H) -> Row
where
    H: axum::handler::Handler<T, Arc<App>>,
    T: 'static,
{
    Row {
        method: Method::PUT,
        path,
        need,
        about: None,
        fleeting: false,
        handler: axum::routing::put(handler),
    }
}

/// A route that takes something away.
pub(crate) fn delete<H, T>(path: &'static str, need: Need, handler: H) -> Row
where
    H: axum::handler::Handler<T, Arc<App>>,
    T: 'static,
{
    Row {
        method: Method::DELETE,
        path,
        need,
        about: None,
        fleeting: false,
        handler: axum::routing::delete(handler),
    }
}

/// Every route.
#[must_use]
pub fn all() -> Vec<Row> {
    let mut rows = crate::pages::routes();
    rows.extend(crate::api::routes());
    rows.extend(crate::assets::routes());
    rows.extend(crate::openapi::routes());
    rows
}

/// The routes, each behind the gate.
pub(crate) fn router(app: &Arc<App>) -> Router {
    guarded(app, all())
}

/// These routes, each behind the gate.
pub(crate) fn guarded(app: &Arc<App>, rows: Vec<Row>) -> Router {
    let router = rows.into_iter().fold(Router::new(), |router, row| {
        let guard = from_fn_with_state((app.clone(), row.need), gate);
        let path = row.path;
        router.route(path, row.kept(app).layer(guard))
    });
    router.fallback(crate::pages::nothing_here).with_state(app.clone())
}

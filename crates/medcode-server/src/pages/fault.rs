//! A fault where a page was asked for: what is wrong, what to do, and a way on.

use super::page;
use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Most bytes of a fault.
const MOST: usize = 64 << 10;

/// What the fault says of itself.
#[derive(Deserialize)]
struct Said {
    title: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "fault.html")]
struct Page {
    version: &'static str,
    said: Said,
}

/// Browsers that ask for a page get one; programs get the problem as it is.
pub(crate) async fn faults(request: Request, next: Next) -> Response {
    let wanted = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok());
    let page =
        wanted.is_some_and(|w| w.contains("text/html")) && !request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if page && is_problem(&response) { as_page(response).await } else { response }
}

fn is_problem(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|k| k == "application/problem+json")
}

async fn as_page(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, MOST).await.unwrap_or_default();
    let Ok(said) = serde_json::from_slice::<Said>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let shown = page(&Page { version: &crate::assets::VERSION, said });
    let (about, body) = shown.into_response().into_parts();
    parts.headers.extend(about.headers);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, body)
}

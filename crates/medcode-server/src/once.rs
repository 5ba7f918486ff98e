//! Requests that may come twice and act once: the header `Idempotency-Key`.

use crate::auth::Who;
use crate::fault::Fault;
use crate::state::App;
use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use medcode_store::{Digest, Idempotency, Millis};
use std::sync::Arc;

/// The header, as a program sends it.
pub(crate) const HEADER: &str = "idempotency-key";
/// The header of an answer that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// How long a key is held for a request that runs: a server that dies does not hold it longer.
const CLAIM: Millis = 2 * 60_000;
/// How long an answer is kept.
const KEPT: Millis = 24 * 60 * 60_000;
/// Longest key.
const LONGEST: usize = 255;

/// Does what is behind it once for each key of a caller, and gives the first answer again.
pub(crate) async fn once(
    State(app): State<Arc<App>>,
    Extension(who): Extension<Who>,
    request: Request,
    next: Next,
) -> Response {
    let Some(key) = request.headers().get(HEADER).cloned() else { return next.run(request).await };
    keyed(app, &who, &key, request, next).await.unwrap_or_else(Fault::into_response)
}

/// Refuses the header where an answer is shown once and must not be kept.
pub(crate) async fn never(request: Request, next: Next) -> Response {
    if request.headers().contains_key(HEADER) {
        let what =
            "this request takes no idempotency key: its answer is shown once, or too large to keep";
        return Fault::bad(what).into_response();
    }
    next.run(request).await
}

async fn keyed(
    app: Arc<App>,
    who: &Who,
    key: &HeaderValue,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    let key = key.to_str().ok().filter(|k| (1..=LONGEST).contains(&k.len()));
    let key = key.ok_or_else(|| Fault::bad("an idempotency key has 1 to 255 characters of ASCII"))?;
    let (actor, key) = (who.change().actor.to_string(), key.to_owned());
    let (head, body) = request.into_parts();
    let too_large = |_| Fault::too_large("the request is larger than the server takes");
    let body = to_bytes(body, app.config.upload).await.map_err(too_large)?;
    let digest = digest(head.method.as_str(), &head.uri.to_string(), &body);
    let now = crate::clock::now();
    match app.store.claim(&actor, &key, digest, now, now + CLAIM).await? {
        Idempotency::Running => Err(Fault::running()),
        Idempotency::Mismatch => Err(Fault::content(
            "this idempotency key was used for another request: each request has a new one",
        )),
        Idempotency::Done { status, body } => Ok(given_before(status, &body)),
        Idempotency::New => {
            let request = Request::from_parts(head, Body::from(body));
            // A caller who goes away does not stop what was begun, nor the keeping of its answer.
            let done =
                tokio::spawn(async move { first(&app, &actor, &key, next.run(request).await).await });
            done.await.map_err(Fault::internal)?
        }
    }
}

/// Method, address and body, each with its length before it.
fn digest(method: &str, address: &str, body: &[u8]) -> Digest {
    let mut all = Vec::with_capacity(body.len() + address.len() + 64);
    for part in [method.as_bytes(), address.as_bytes(), body] {
        all.extend(part.len().to_le_bytes());
        all.extend(part);
    }
    Digest::of(&all)
}

/// Keeps the first answer, where it is one: what says *try again* is none.
async fn first(app: &App, actor: &str, key: &str, answer: Response) -> Result<Response, Fault> {
    let status = answer.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS || !is_json(&answer) {
        app.store.release(actor, key).await?;
        return Ok(answer);
    }
    let (head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(Fault::internal)?;
    let at = head.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default();
    let kept = [at.as_bytes(), b"\n", &body].concat();
    let until = crate::clock::now() + KEPT;
    app.store.finish(actor, key, i64::from(status.as_u16()), &kept, until).await?;
    Ok(Response::from_parts(head, Body::from(body)))
}

/// A fault is `application/problem+json`.
fn is_json(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|k| k.to_str().ok());
    kind.is_some_and(|k| k.starts_with("application/") && k.contains("json"))
}

/// The answer of before: where what was made is, and the body.
fn given_before(status: i64, kept: &[u8]) -> Response {
    let cut = kept.iter().position(|b| *b == b'\n').unwrap_or(0);
    let (at, body) = (&kept[..cut], Bytes::copy_from_slice(kept.get(cut + 1..).unwrap_or_default()));
    let status = u16::try_from(status).ok().and_then(|s| StatusCode::from_u16(s).ok());
    let status = status.unwrap_or(StatusCode::OK);
    let kind = if status.is_client_error() { "application/problem+json" } else { "application/json" };
    let mut answer = (status, body).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    if let Ok(at) = HeaderValue::from_bytes(at)
        && !at.is_empty()
    {
        headers.insert(header::LOCATION, at);
    }
    answer
}

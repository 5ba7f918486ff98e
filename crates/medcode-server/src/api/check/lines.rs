//! Lines of JSON as an answer: made by work beside the threads that answer, sent as they come.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::sync::mpsc::{Sender, channel};

/// What waits to be sent; the work waits where the client reads more slowly.
const WAITING: usize = 64;

/// Where the work puts its lines.
pub(in crate::api) struct Out(Sender<Vec<u8>>);

/// The client is gone: the work may end.
#[derive(Debug)]
pub(in crate::api) struct Gone;

impl Out {
    /// One line.
    pub(in crate::api) fn line(&self, value: &impl Serialize) -> Result<(), Gone> {
        let mut bytes = serde_json::to_vec(value).map_err(|_| Gone)?;
        bytes.push(b'\n');
        self.raw(bytes)
    }

    /// Bytes that are whole lines.
    pub(in crate::api) fn raw(&self, bytes: Vec<u8>) -> Result<(), Gone> {
        self.0.blocking_send(bytes).map_err(|_| Gone)
    }
}

/// Runs work whose lines are the answer.
pub(in crate::api) fn answer(work: impl FnOnce(Out) + Send + 'static) -> Response {
    let (to, mut from) = channel::<Vec<u8>>(WAITING);
    tokio::task::spawn_blocking(move || work(Out(to)));
    let lines = futures_util::stream::poll_fn(move |context| {
        from.poll_recv(context).map(|line| line.map(Ok::<_, std::convert::Infallible>))
    });
    let kind = HeaderValue::from_static("application/x-ndjson");
    ([(header::CONTENT_TYPE, kind)], Body::from_stream(lines)).into_response()
}

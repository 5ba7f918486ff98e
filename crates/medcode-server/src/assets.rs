//! The files of the page: embedded, compressed by the server, kept by the browser until they change.

use crate::auth::Need;
use crate::routes::{Row, get};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Name, kind, text.
type File = (&'static str, &'static str, &'static str);

macro_rules! files {
    ($($name:literal : $kind:literal),* $(,)?) => {
        &[$(($name, $kind, include_str!(concat!("../assets/", $name)))),*]
    };
}

const FILES: &[File] = files! {
    "app.css": "text/css; charset=utf-8",
    "api.js": "text/javascript; charset=utf-8",
    "shell.js": "text/javascript; charset=utf-8",
    "login.js": "text/javascript; charset=utf-8",
    "team.css": "text/css; charset=utf-8",
    "rows.js": "text/javascript; charset=utf-8",
    "rules-text.js": "text/javascript; charset=utf-8",
    "rules.css": "text/css; charset=utf-8",
    "rules.js": "text/javascript; charset=utf-8",
    "said.js": "text/javascript; charset=utf-8",
    "forms.js": "text/javascript; charset=utf-8",
    "job.js": "text/javascript; charset=utf-8",
    "worklist.js": "text/javascript; charset=utf-8",
    "import.js": "text/javascript; charset=utf-8",
    "install.js": "text/javascript; charset=utf-8",
    "retention.js": "text/javascript; charset=utf-8",
    "audit.js": "text/javascript; charset=utf-8",
    "changes.css": "text/css; charset=utf-8",
    "changes.js": "text/javascript; charset=utf-8",
    "lesson.js": "text/javascript; charset=utf-8",
    "announce.js": "text/javascript; charset=utf-8",
    "check-detail.js": "text/javascript; charset=utf-8",
    "check-export.js": "text/javascript; charset=utf-8",
    "check-list.js": "text/javascript; charset=utf-8",
    "check-place.js": "text/javascript; charset=utf-8",
    "check-run.js": "text/javascript; charset=utf-8",
    "check.css": "text/css; charset=utf-8",
    "check.js": "text/javascript; charset=utf-8",
    "enc-ask.js": "text/javascript; charset=utf-8",
    "enc-browse.js": "text/javascript; charset=utf-8",
    "enc-build.js": "text/javascript; charset=utf-8",
    "enc-code.js": "text/javascript; charset=utf-8",
    "enc-dose.js": "text/javascript; charset=utf-8",
    "enc-facts.js": "text/javascript; charset=utf-8",
    "enc-guide.js": "text/javascript; charset=utf-8",
    "enc-history.js": "text/javascript; charset=utf-8",
    "enc-index.js": "text/javascript; charset=utf-8",
    "enc-notes.js": "text/javascript; charset=utf-8",
    "enc-own.js": "text/javascript; charset=utf-8",
    "enc-pcs.js": "text/javascript; charset=utf-8",
    "enc-search.js": "text/javascript; charset=utf-8",
    "encoder.css": "text/css; charset=utf-8",
    "encoder.js": "text/javascript; charset=utf-8",
    "chart.css": "text/css; charset=utf-8",
    "chart-ask.js": "text/javascript; charset=utf-8",
    "chart-bytes.js": "text/javascript; charset=utf-8",
    "chart-check.js": "text/javascript; charset=utf-8",
    "chart-codes.js": "text/javascript; charset=utf-8",
    "chart-desk.js": "text/javascript; charset=utf-8",
    "chart-download.js": "text/javascript; charset=utf-8",
    "chart-edit.js": "text/javascript; charset=utf-8",
    "chart-ending.js": "text/javascript; charset=utf-8",
    "chart-find.js": "text/javascript; charset=utf-8",
    "chart-frame.js": "text/javascript; charset=utf-8",
    "chart-legend.js": "text/javascript; charset=utf-8",
    "chart-note-marks.js": "text/javascript; charset=utf-8",
    "chart-note-view.js": "text/javascript; charset=utf-8",
    "chart-reference.js": "text/javascript; charset=utf-8",
    "chart-row.js": "text/javascript; charset=utf-8",
    "chart-save.js": "text/javascript; charset=utf-8",
    "chart-search.js": "text/javascript; charset=utf-8",
    "chart-side.js": "text/javascript; charset=utf-8",
    "chart-source.js": "text/javascript; charset=utf-8",
    "chart-state.js": "text/javascript; charset=utf-8",
    "chart-stay.js": "text/javascript; charset=utf-8",
    "chart-visit.js": "text/javascript; charset=utf-8",
    "chart.js": "text/javascript; charset=utf-8",
    "exam.css": "text/css; charset=utf-8",
    "exam.js": "text/javascript; charset=utf-8",
    "exam-save.js": "text/javascript; charset=utf-8",
    "exam-result.js": "text/javascript; charset=utf-8",
    "exam-items.js": "text/javascript; charset=utf-8",
    "exams.js": "text/javascript; charset=utf-8",
    "ce.js": "text/javascript; charset=utf-8",
    "ce-reminder.js": "text/javascript; charset=utf-8",
    "code.js": "text/javascript; charset=utf-8",
    "learn.css": "text/css; charset=utf-8",
    "learn.js": "text/javascript; charset=utf-8",
    "learn-chart.js": "text/javascript; charset=utf-8",
    "learn-grade.js": "text/javascript; charset=utf-8",
    "learn-session.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
};

/// A digest over all files: part of their address, so that a new version is never mixed with an old.
pub(crate) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut all = Sha256::new();
    FILES.iter().for_each(|(name, _, text)| {
        all.update(name);
        all.update(text);
    });
    all.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
});

/// The routes.
pub(crate) fn routes() -> Vec<Row> {
    vec![get("/assets/{version}/{name}", Need::Open, file)]
}

async fn file(Path((version, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some((_, kind, text)) = FILES.iter().find(|(n, ..)| *n == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", *VERSION);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|t| t.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let keep = match version == *VERSION {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let mut response = (*text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

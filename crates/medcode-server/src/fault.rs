//! What went wrong, as `application/problem+json` (RFC 9457) or as a page. Never a word of a note.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// What went wrong.
#[derive(Debug)]
pub(crate) struct Fault {
    status: StatusCode,
    kind: &'static str,
    detail: String,
    /// The field that is wrong.
    field: Option<&'static str>,
    /// Seconds after which to try again.
    retry: Option<u64>,
}

/// A problem as RFC 9457 writes it.
#[derive(Serialize)]
pub(crate) struct Problem<'a> {
    /// What kind of problem: `/problems/KIND` in the documentation.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// What is wrong here and what to do.
    detail: &'a str,
    /// The field or parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

impl Fault {
    const fn new(status: StatusCode, kind: &'static str, detail: String) -> Self {
        Self { status, kind, detail, field: None, retry: None }
    }

    /// A field or parameter has a value that cannot be used.
    pub(crate) fn field(field: &'static str, what: impl Into<String>) -> Self {
        Self { field: Some(field), ..Self::bad(what) }
    }

    /// The request cannot be understood.
    pub(crate) fn bad(what: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", what.into())
    }

    /// Understood, and cannot be done: the content is not what it must be.
    pub(crate) fn content(what: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "content", what.into())
    }

    /// Nobody is logged in.
    pub(crate) fn nobody() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "not-logged-in",
            "log in, or send an API key as `Authorization: Bearer KEY`".into(),
        )
    }

    /// The caller may not do this.
    pub(crate) fn forbidden(what: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", what.into())
    }

    /// There is no such thing.
    pub(crate) fn missing(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", what.into())
    }

    /// Someone else changed it meanwhile.
    pub(crate) fn conflict(what: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", what.into())
    }

    /// The address is there, and does not answer this method.
    pub(crate) fn method() -> Self {
        let what = "this address does not answer that method; `Allow` lists those it does";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method", what.into())
    }

    /// Another record has this already.
    pub(crate) fn taken(what: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "taken", what.into())
    }

    /// It cannot be done while things stand as they do.
    pub(crate) fn refused(what: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "refused", what.into())
    }

    /// The same request, by its idempotency key, is being done.
    pub(crate) fn running() -> Self {
        let what = "the same request is being done: ask again in 1 s for its answer";
        Self { retry: Some(1), ..Self::new(StatusCode::CONFLICT, "running", what.into()) }
    }

    /// Too large to be read.
    pub(crate) fn too_large(what: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", what.into())
    }

    /// Too often.
    pub(crate) fn slow_down(seconds: u64) -> Self {
        let what = format!("too many requests: try again in {seconds} s");
        Self {
            retry: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", what)
        }
    }

    /// As many batches run as may.
    pub(crate) fn batches_run() -> Self {
        let what = "as many batches run as this server takes at once: try again in 10 s";
        Self {
            retry: Some(10),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", what.into())
        }
    }

    /// It is being worked out, and takes longer than a request waits.
    pub(crate) fn not_yet() -> Self {
        let what = "it is still being worked out: ask again in 2 s";
        Self { retry: Some(2), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", what.into()) }
    }

    /// No installed code set can answer.
    pub(crate) fn no_data(what: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "no-data", what.into())
    }

    /// Whether it is [`Fault::no_data`].
    pub(crate) fn is_no_data(&self) -> bool {
        self.kind == "no-data"
    }

    /// Our own fault. What happened goes to the log, not to the caller.
    pub(crate) fn internal(what: impl std::fmt::Display) -> Self {
        crate::log::error("internal", &what.to_string());
        let detail = "the server could not do it; its log says why".to_owned();
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    /// The HTTP status.
    #[cfg(test)]
    pub(crate) const fn status(&self) -> StatusCode {
        self.status
    }

    /// What is wrong and what to do, for a page.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }

    /// The kind in words.
    pub(crate) fn title(&self) -> &'static str {
        TITLES.iter().find(|(kind, _)| *kind == self.kind).map_or(TITLES[0].1, |(_, title)| title)
    }
}

/// Every kind of problem with its title.
const TITLES: [(&str, &str); 15] = [
    ("bad-request", "The request cannot be understood"),
    ("not-logged-in", "Nobody is logged in"),
    ("forbidden", "Not allowed"),
    ("not-found", "Not found"),
    ("conflict", "Changed meanwhile"),
    ("method", "Not answered here"),
    ("taken", "There already"),
    ("refused", "Not possible now"),
    ("running", "Being done"),
    ("too-large", "Too large"),
    ("too-many-requests", "Too many requests"),
    ("no-data", "No code set answers"),
    ("busy", "Busy"),
    ("internal", "The server failed"),
    ("content", "The content cannot be used"),
];

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let problem = Problem {
            kind: format!("/problems/{}", self.kind),
            title: self.title(),
            status: self.status.as_u16(),
            detail: &self.detail,
            field: self.field,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, json);
        if let Some(seconds) = self.retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<medcode::kb::query::NoRelease> for Fault {
    fn from(e: medcode::kb::query::NoRelease) -> Self {
        if crate::state::INSTALLING.load(std::sync::atomic::Ordering::Relaxed) {
            return Self::no_data("the code sets are being installed: try again in a minute");
        }
        Self::no_data(e.to_string())
    }
}

impl From<medcode_store::Error> for Fault {
    fn from(e: medcode_store::Error) -> Self {
        use medcode_store::Error;
        match e {
            Error::NotFound(what) => Self::missing(format!("there is no such {what}")),
            Error::Conflict { .. } => Self::conflict(
                "someone else changed this since you opened it; look at what they did, then do yours again",
            ),
            Error::Taken(what) => Self::taken(format!("another record has this {what}")),
            Error::Refused(what) => Self::refused(what),
            Error::Invalid(what) => Self::content(what),
            Error::Busy => Self {
                retry: Some(1),
                ..Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "busy",
                    "the database is busy: try again".into(),
                )
            },
            other => Self::internal(other),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_of_the_api_says_what_each_kind_of_problem_means() {
        let page = include_str!("../../../docs/api.md");
        for (kind, _) in super::TITLES {
            assert!(page.contains(&format!("| `/problems/{kind}` |")), "{kind}");
        }
        assert_eq!(page.matches("| `/problems/").count(), super::TITLES.len());
    }
}

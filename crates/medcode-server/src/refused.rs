//! What is refused before a handler is asked: its words are the framework's, and made into a fault here.

use crate::fault::Fault;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Most bytes of such words.
const MOST: usize = 16 << 10;

/// Answers with a fault where an extractor refused the request.
pub(crate) async fn refused(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_none_or(|k| k.as_bytes().starts_with(b"text/plain"));
    if !plain || !response.status().is_client_error() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let said = to_bytes(body, MOST).await.unwrap_or_default();
    let mut told = fault(parts.status, &String::from_utf8_lossy(&said)).into_response();
    if let Some(methods) = parts.headers.get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, methods.clone());
    }
    told
}

fn fault(status: StatusCode, said: &str) -> Fault {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::too_large("the request is larger than the server takes"),
        StatusCode::METHOD_NOT_ALLOWED => Fault::method(),
        StatusCode::NOT_FOUND => Fault::missing("there is no such address"),
        _ => Fault::bad(told(said)),
    }
}

/// What is wrong, by the name of the parameter and without a word of its value.
fn told(said: &str) -> String {
    let about = said.strip_prefix("Failed to deserialize query string: ").unwrap_or(said);
    if let Some((name, _)) = about.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'))
    {
        return format!("the parameter `{name}` is missing");
    }
    let named = |n: &&str| {
        !n.is_empty() && n.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    match about.split_once(": ").map(|(name, _)| name).filter(named) {
        Some(name) => format!("the parameter `{name}` has a value that cannot be used"),
        None => "the request is not of the form that the API describes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_refusal_names_the_parameter_and_repeats_no_value() {
        for (said, wanted) in [
            ("Failed to deserialize query string: missing field `q`", "the parameter `q` is missing"),
            (
                "Failed to deserialize query string: nearest: provided string was not `SECRET`",
                "the parameter `nearest` has a value that cannot be used",
            ),
            (
                "Failed to deserialize query string: unknown variant `SECRET`, expected one of",
                "the request is not of the form that the API describes",
            ),
            ("Invalid URL: SECRET", "the request is not of the form that the API describes"),
        ] {
            assert_eq!(told(said), wanted);
        }
    }
}

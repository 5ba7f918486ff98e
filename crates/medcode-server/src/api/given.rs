//! A JSON body, or a fault that does not repeat a word of it.

use crate::fault::Fault;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// What a caller gave as JSON.
pub(crate) struct Given<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Given<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let bytes =
            Bytes::from_request(request, state).await.map_err(|e| match e.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => {
                    Fault::too_large("the request is larger than the server takes")
                }
                _ => Fault::bad("the request broke off"),
            })?;
        read(&bytes).map(Given)
    }
}

/// Reads JSON; what is wrong is told by its kind and place.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|e| {
        let what = match e.classify() {
            Category::Data => return Fault::content(format!("{} ({})", data(&e), place(&e))),
            Category::Eof => "the JSON ends early",
            _ => "this is not JSON",
        };
        Fault::bad(format!("{what} ({})", place(&e)))
    })
}

/// What is wrong with a value; a missing field is named, a value never.
fn data(e: &serde_json::Error) -> String {
    let said = e.to_string();
    match said.strip_prefix("missing field `").and_then(|rest| rest.split_once('`')) {
        Some((field, _)) => format!("the field `{field}` is missing"),
        None => "a field has the wrong type or a value that is not allowed".to_owned(),
    }
}

fn place(e: &serde_json::Error) -> String {
    format!("line {}, column {}", e.line(), e.column())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code, reason = "only its reading is tested")]
    struct Two {
        name: String,
        age: u8,
    }

    #[test]
    fn what_is_wrong_with_a_body_is_told_without_a_word_of_it() {
        for (body, told) in [
            (r#"{"name": "x"}"#, "the field `age` is missing (line 1, column 13)"),
            (r#"{"name": "x", "age": "SECRET"}"#, "a field has the wrong type"),
            (r#"{"name": "SECRET"#, "the JSON ends early"),
            ("SECRET", "this is not JSON (line 1, column 1)"),
        ] {
            let fault = read::<Two>(body.as_bytes()).unwrap_err();
            assert!(fault.detail().starts_with(told), "{}", fault.detail());
            assert!(!fault.detail().contains("SECRET"));
        }
    }
}

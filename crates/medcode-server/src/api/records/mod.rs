//! Patients, what covers them, payers, providers, charges: found, made, changed with their version.

pub(crate) mod charges;
pub(crate) mod history;
pub(crate) mod patients;
pub(crate) mod payers;
pub(crate) mod providers;

use crate::fault::Fault;
use crate::routes::Row;

pub(super) fn routes() -> Vec<Row> {
    [patients::routes(), history::routes(), payers::routes(), providers::routes(), charges::routes()]
        .concat()
}

/// A text without space around it; none where nothing is left.
fn filled(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

/// A text that must be there.
fn needed(field: &'static str, text: &str) -> Result<String, Fault> {
    let text = text.trim();
    match text.len() {
        0 => Err(Fault::field(field, "this is needed")),
        1..=200 => Ok(text.to_owned()),
        _ => Err(Fault::field(field, "this is longer than 200 bytes")),
    }
}

/// JSON that the records keep as it is; `{}` where there is none.
fn json(value: Option<serde_json::Value>) -> String {
    value.filter(|v| !v.is_null()).map_or_else(|| "{}".to_owned(), |v| v.to_string())
}

/// The JSON that the records kept.
fn kept(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|_| serde_json::json!({}))
}

//! Patients, payers, providers, charges: lists, and a page for each.

mod charges;
mod patients;
mod payers;
mod providers;

use crate::routes::Row;

pub(super) fn routes() -> Vec<Row> {
    [patients::routes(), payers::routes(), providers::routes(), charges::routes()].concat()
}

/// A field of an address, as the records keep it.
pub(crate) fn part(address: &serde_json::Value, name: &str) -> String {
    address.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// The fields of an address that the forms have.
struct Address {
    line: String,
    city: String,
    state: String,
    zip: String,
    phone: String,
}

impl Address {
    fn of(kept: &serde_json::Value) -> Self {
        let of = |name| part(kept, name);
        Self {
            line: of("line"),
            city: of("city"),
            state: of("state"),
            zip: of("zip"),
            phone: of("phone"),
        }
    }
}

//! Administration: users and invitations, keys, releases, the records themselves.

mod records;
mod releases;
mod users;

use crate::routes::Row;

pub(super) fn routes() -> Vec<Row> {
    [users::routes(), releases::routes(), records::routes()].concat()
}

/// A time as a page shows it.
fn time(at: &i64) -> String {
    crate::api::when::minute(*at)
}

//! Learning: practice charts, sessions of questions and drills, progress, cohorts.

mod bars;
mod ce;
mod chart;
mod cohorts;
mod exams;
mod home;
mod picture;
mod progress;
mod session;

use crate::routes::Row;

pub(super) fn routes() -> Vec<Row> {
    [
        home::routes(),
        chart::routes(),
        session::routes(),
        exams::routes(),
        ce::routes(),
        progress::routes(),
        cohorts::routes(),
    ]
    .concat()
}

/// The entry of the menu.
const HERE: &str = "/learn";

/// A setting in words.
fn words(setting: &str) -> String {
    match setting {
        "ed" => "emergency department".to_owned(),
        other => other.replace('_', " "),
    }
}

//! What the page does, a program can do: JSON under `/api/v1`, one file a subject.

pub(crate) mod account;
mod code;
mod lookup;
mod search;

use crate::routes::Row;

/// The routes of every subject.
pub(crate) fn routes() -> Vec<Row> {
    [account::routes(), lookup::routes(), search::routes(), code::routes()].concat()
}

/// Runs work that takes longer than a look-up beside the threads that answer. A panic there is
/// an error here.
pub(crate) async fn work<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, crate::fault::Fault> {
    tokio::task::spawn_blocking(job).await.map_err(crate::fault::Fault::internal)
}

//! What the page does, a program can do: JSON under `/api/v1`, one file a subject.

pub(crate) mod account;
pub(crate) mod admin;
mod announcements;
pub(crate) mod audit;
mod browse;
pub(crate) mod changes;
pub(crate) mod chart;
pub(crate) mod check;
mod code;
mod code_batch;
mod csv;
pub(crate) mod documents;
mod drugs;
mod explain;
mod favourites;
pub(crate) mod find;
pub(crate) mod given;
mod health;
mod history;
pub(crate) mod import;
mod index;
pub(crate) mod jobs;
pub(crate) mod learn;
mod lookup;
mod own_rules;
mod pcs;
pub(crate) mod records;
mod search;
pub(crate) mod when;
pub(crate) mod worklist;

use crate::routes::Row;

/// The routes of every subject.
pub(crate) fn routes() -> Vec<Row> {
    [
        account::routes(),
        lookup::routes(),
        history::routes(),
        pcs::routes(),
        index::routes(),
        favourites::routes(),
        changes::routes(),
        announcements::routes(),
        explain::routes(),
        drugs::routes(),
        code_batch::routes(),
        check::routes(),
        browse::routes(),
        search::routes(),
        code::routes(),
        chart::routes(),
        documents::routes(),
        worklist::routes(),
        find::routes(),
        import::routes(),
        jobs::routes(),
        learn::routes(),
        records::routes(),
        admin::routes(),
        own_rules::routes(),
        audit::routes(),
        health::routes(),
    ]
    .concat()
}

/// It was done, and there is nothing else to say.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Done {
    done: bool,
}

/// It was done.
pub(crate) fn done() -> axum::Json<Done> {
    axum::Json(Done { done: true })
}

/// Runs work that takes longer than a look-up beside the threads that answer. A panic there is
/// an error here.
pub(crate) async fn work<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, crate::fault::Fault> {
    tokio::task::spawn_blocking(job).await.map_err(crate::fault::Fault::internal)
}

/// Keeps what a page shows, where one more was asked for; the last that stays names the next page.
pub(crate) fn cut<T>(found: &mut Vec<T>, limit: i64, name: impl Fn(&T) -> String) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    found.last().filter(|_| more).map(name)
}

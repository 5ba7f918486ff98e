//! The log as a CSV file, written as it is read: it may be long.

use super::{Asked, WireEntry, filter, named};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use medcode_store::{AuditFilter, NewEntry, Subject, SubjectKind};
use std::sync::Arc;

/// Entries of one read.
const PAGE: i64 = 1_000;
const HEAD: &str = "seq,at,actor,actor_name,request,action,kind,subject,detail,digest\r\n";

/// Where the writing stands.
struct Place {
    app: Arc<App>,
    filter: AuditFilter,
    before: Option<i64>,
    over: bool,
}

pub(super) async fn csv(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = filter(&app, &asked).await?;
    let subject = Subject::new(SubjectKind::Export, "audit.csv");
    let entry = NewEntry { action: "audit.exported".into(), subject, detail: "{}".into() };
    app.store.log(&who.change(), entry).await?;
    let place = Place { app, filter, before: asked.before, over: false };
    let pages = stream::unfold((true, place), |(first, place)| async move {
        let (text, place) = page(first, place).await?;
        Some((text, (false, place)))
    });
    // Whoever writes the body may ask once more after the end.
    let pages = pages.fuse();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}

/// The next piece of the file; a fault breaks it off, so that half a log is not taken for a whole one.
async fn page(first: bool, mut place: Place) -> Option<(Result<String, std::io::Error>, Place)> {
    if place.over {
        return None;
    }
    let failed = |_| std::io::Error::other("the log cannot be read");
    let read = async {
        let entries = place
            .app
            .store
            .entries(&place.filter, place.before, PAGE)
            .await
            .map_err(|e| failed(e.into()))?;
        named(&place.app, entries).await.map_err(failed)
    };
    let entries = match read.await {
        Ok(entries) => entries,
        Err(error) => {
            place.over = true;
            return Some((Err(error), place));
        }
    };
    place.over = i64::try_from(entries.len()).is_ok_and(|n| n < PAGE);
    place.before = entries.last().map(|e| e.seq);
    let mut text = if first { HEAD.to_owned() } else { String::new() };
    entries.iter().for_each(|e| row(&mut text, e));
    Some((Ok(text), place))
}

fn row(to: &mut String, e: &WireEntry) {
    let (seq, at) = (e.seq.to_string(), time(e.at));
    let request = e.request.as_deref().unwrap_or_default();
    let fields = [
        seq.as_str(),
        &at,
        &e.actor,
        &e.actor_name,
        request,
        &e.action,
        &e.kind,
        &e.subject,
        &e.detail,
        &e.digest,
    ];
    crate::api::csv::row(to, fields);
}

fn time(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| at.to_string(), |t| t.to_string())
}

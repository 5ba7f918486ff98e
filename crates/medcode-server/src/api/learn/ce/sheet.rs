//! The units as CSV.

use super::account::overview;
use crate::api::csv::row;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

pub(super) async fn csv(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let all = overview(&app, &who).await?;
    let mut text = String::new();
    let head = ["earned", "body", "units", "title", "provider", "own_body", "field", "papers"];
    row(&mut text, head);
    for u in &all.units {
        let papers = u.papers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("; ");
        let said = |flag| if flag { "yes" } else { "no" };
        let (own, field, units) = (said(u.own_body), said(u.field), u.units.to_string());
        row(&mut text, [&*u.earned, &*u.body, &*units, &*u.title, &*u.provider, own, field, &*papers]);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"continuing-education.csv\""),
    ];
    Ok((headers, text).into_response())
}

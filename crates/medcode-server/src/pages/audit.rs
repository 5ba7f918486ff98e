//! The audit log: look through it, verify it, take it out.

use super::link::link;
use super::{Shell, page};
use crate::api::audit::{Asked, Listed, WireEntry, listed};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use medcode_store::SubjectKind;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/audit", Need::ReadAudit, audit)]
}

#[derive(Template)]
#[template(path = "audit.html")]
struct Page {
    shell: Shell,
    asked: Asked,
    entries: Vec<WireEntry>,
    kinds: Vec<&'static str>,
    next: Option<String>,
    sheet: String,
}

fn time(at: &i64) -> String {
    crate::api::when::minute(*at)
}

async fn audit(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let Listed { entries, next } = listed(&app, &asked).await?;
    let to = |path, before: &str| {
        let values = [
            ("actor", asked.actor.as_str()),
            ("action", &asked.action),
            ("kind", &asked.kind),
            ("subject", &asked.subject),
            ("from", &asked.from),
            ("to", &asked.to),
            ("before", before),
        ];
        link(path, &values)
    };
    let next = next.map(|seq| to("/audit", &seq.to_string()));
    let sheet = to("/api/v1/audit.csv", "");
    let kinds = SubjectKind::ALL.iter().map(|k| k.id()).collect();
    page(&Page { shell: Shell::new("Audit log", "/audit", who), asked, entries, kinds, next, sheet })
}

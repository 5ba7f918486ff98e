//! The worklist, the import, and the search through notes.

use super::link::link;
use super::{Shell, page};
use crate::api::find::{self, Found};
use crate::api::import::Folder;
use crate::api::worklist::list::{Asked, Assignee, Line, Listed, listed, who_codes};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use medcode::model::Setting;
use medcode_store::Status;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/worklist", Need::ReadCharts, worklist),
        get("/worklist/import", Need::Manage, import),
        get("/find", Need::ReadCharts, find),
    ]
}

/// A status that can be chosen, with how many stand there.
struct Chip {
    word: String,
    href: String,
    count: i64,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "worklist.html")]
struct Page {
    shell: Shell,
    asked: Asked,
    rows: Vec<Line>,
    chips: Vec<Chip>,
    assignees: Vec<Assignee>,
    settings: Vec<&'static str>,
    next: Option<String>,
    /// Nothing is asked for but what everybody sees first.
    plain: bool,
    /// Not a single chart is kept.
    nothing: bool,
    codes: bool,
    manages: bool,
}

async fn worklist(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let Listed { rows, next, counts } = listed(&app, &who, &asked).await?;
    let total: i64 = counts.values().sum();
    let chip = |word: &str, status: &str, count| Chip {
        word: word.replace('_', " "),
        href: to(&asked, status, ""),
        count,
        chosen: asked.status == status,
    };
    let alive = |s: &&Status| **s != Status::Deleted;
    let all: i64 = Status::ALL.iter().filter(alive).filter_map(|s| counts.get(s.id())).sum();
    let mut chips = vec![chip("all", "", all), chip("open", OPEN, of(&counts, OPEN))];
    chips.extend(
        Status::ALL.iter().map(|s| chip(s.id(), s.id(), counts.get(s.id()).copied().unwrap_or(0))),
    );
    let narrowed = [&asked.assignee, &asked.due_by, &asked.setting, &asked.text, &asked.patient];
    let plain =
        asked.status.is_empty() && narrowed.iter().all(|t| t.is_empty()) && asked.after.is_empty();
    page(&Page {
        assignees: who_codes(&app).await?,
        settings: Setting::ALL.iter().map(|s| s.id()).collect(),
        next: next.map(|after| to(&asked, &asked.status, &after)),
        nothing: plain && total == 0,
        codes: who.may(Need::WriteCharts),
        manages: who.may(Need::Manage),
        shell: Shell::new("Worklist", "/worklist", who),
        asked,
        rows,
        chips,
        plain,
    })
}

/// The statuses of work that is not over.
const OPEN: &str = "new,assigned,in_progress,held";

fn of(counts: &std::collections::BTreeMap<&'static str, i64>, statuses: &str) -> i64 {
    statuses.split(',').filter_map(|s| counts.get(s)).sum()
}

/// The same list with another status, or from another row on.
fn to(asked: &Asked, status: &str, after: &str) -> String {
    let values = [
        ("status", status),
        ("assignee", &asked.assignee),
        ("due_by", &asked.due_by),
        ("setting", &asked.setting),
        ("text", &asked.text),
        ("patient", &asked.patient),
        ("order", &asked.order),
        ("after", after),
    ];
    link("/worklist", &values)
}

#[derive(Template)]
#[template(path = "import.html")]
struct Import {
    shell: Shell,
    folder: Folder,
    megabytes: usize,
}

async fn import(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let folder = crate::api::import::folder(&app).await?;
    let megabytes = app.config.upload >> 20;
    page(&Import { shell: Shell::new("Import charts", "/worklist", who), folder, megabytes })
}

#[derive(Template)]
#[template(path = "find.html")]
struct Find {
    shell: Shell,
    q: String,
    found: Vec<Found>,
    /// This is a later page.
    later: bool,
    /// Where the next page is.
    next: Option<String>,
}

async fn find(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<find::Asked>,
) -> Result<Response, Fault> {
    let find::FoundCharts { rows: found, next } = find::found(&app, &who, &asked).await?;
    let next = next.map(|after| link("/find", &[("q", &asked.q), ("after", &after)]));
    let (shell, later) = (Shell::new("Search charts", "/worklist", who), !asked.after.is_empty());
    page(&Find { shell, q: asked.q, found, later, next })
}

//! Who teaches: cohorts, what they are given, what came of it.

use super::{HERE, words};
use crate::api::learn::charts::ChartLine;
use crate::api::learn::cohorts::{WireCohort, all};
use crate::api::learn::results::{Results, of};
use crate::api::learn::{charts, domain_name, domains};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use medcode_learn::Credential;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/learn/cohorts", Need::Teach, list), get("/learn/cohorts/{id}", Need::Teach, one)]
}

#[derive(Template)]
#[template(path = "learn/cohorts.html")]
struct List {
    shell: Shell,
    all: Vec<WireCohort>,
}

async fn list(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    page(&List { all: all(&app).await?, shell: Shell::new("Cohorts", HERE, who) })
}

/// Somebody who may learn in the cohort.
struct Person {
    id: String,
    name: String,
    role: &'static str,
    member: bool,
}

#[derive(Template)]
#[template(path = "learn/cohort.html")]
struct One {
    shell: Shell,
    results: Results,
    people: Vec<Person>,
    charts: Vec<ChartLine>,
    domains: Vec<(&'static str, &'static str)>,
    credentials: Vec<&'static str>,
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let results = of(&app, id).await?;
    let member = |id: &str| results.members.iter().any(|m| m.id == id);
    let users = app.store.users().await?;
    let mut people: Vec<Person> = users
        .into_iter()
        .map(|u| (member(u.id.as_str()), u))
        .filter(|(member, u)| u.active || *member)
        .map(|(member, u)| Person { id: u.id.to_string(), name: u.name, role: u.role.id(), member })
        .collect();
    // Students first: they are who is looked for.
    people.sort_by(|a, b| (a.role != "student", &a.name).cmp(&(b.role != "student", &b.name)));
    page(&One {
        people,
        charts: charts::lines(&app, &who.id).await?,
        domains: domains().into_iter().map(|d| (d, domain_name(d))).collect(),
        credentials: Credential::ALL.into_iter().map(Credential::id).collect(),
        shell: Shell::new(results.cohort.name.clone(), HERE, who),
        results,
    })
}

//! Ten minutes of questions, of drills, or of both.

use super::HERE;
use crate::api::learn::{domain_name, domains};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::response::Response;
use medcode_learn::Credential;
use medcode_learn::drill::Kind;
use serde::Deserialize;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/learn/session", Need::Learn, daily),
        get("/learn/questions", Need::Learn, questions),
        get("/learn/drills", Need::Learn, drills),
    ]
}

/// What is to be practised.
#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    domain: String,
    #[serde(default)]
    credential: String,
}

/// Something to choose.
struct Choice {
    id: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "learn/session.html")]
struct Page {
    shell: Shell,
    /// `daily`, `questions`, `drills`.
    of: &'static str,
    daily: bool,
    drills: bool,
    title: &'static str,
    asked: Asked,
    kinds: Vec<Choice>,
    domains: Vec<Choice>,
    credentials: Vec<&'static str>,
}

async fn daily(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    shown(who, "daily", "Ten minutes", Asked::default())
}

async fn questions(
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    shown(who, "questions", "Questions", asked)
}

async fn drills(Extension(who): Extension<Who>, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    shown(who, "drills", "Drills", asked)
}

fn shown(who: Who, of: &'static str, title: &'static str, asked: Asked) -> Result<Response, Fault> {
    let kind = |k: Kind| Choice { id: k.id(), text: k.about().to_owned() };
    let domain = |id: &'static str| Choice { id, text: domain_name(id).to_owned() };
    page(&Page {
        shell: Shell::new(title, HERE, who),
        of,
        daily: of == "daily",
        drills: of == "drills",
        title,
        asked,
        kinds: Kind::ALL.into_iter().map(kind).collect(),
        domains: domains().into_iter().map(domain).collect(),
        credentials: Credential::ALL.into_iter().map(Credential::id).collect(),
    })
}

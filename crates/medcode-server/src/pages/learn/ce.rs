//! Continuing education: what is held, what was earned, what a cycle still lacks.

use super::HERE;
use super::bars::{Filled, filled};
use crate::api::learn::ce::{Overview, WireAccount, overview};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use medcode_learn::Credential;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/learn/ce", Need::Learn, mine)]
}

#[derive(Template)]
#[template(path = "learn/ce.html")]
struct Page {
    shell: Shell,
    all: Overview,
    /// The bars of each account.
    bars: Vec<Vec<Filled>>,
    credentials: Vec<&'static str>,
    bodies: Vec<String>,
    today: String,
}

async fn mine(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let all = overview(&app, &who).await?;
    let bars = all.accounts.iter().map(bars).collect();
    let held: Vec<&str> = all.credentials.iter().map(|c| c.credential.as_str()).collect();
    let free = Credential::ALL.into_iter().map(Credential::id).filter(|c| !held.contains(c));
    let mut bodies: Vec<String> = all.accounts.iter().map(|a| a.body.clone()).collect();
    if bodies.is_empty() {
        bodies = crate::api::learn::ce::bodies().into_iter().map(str::to_owned).collect();
    }
    page(&Page {
        shell: Shell::new("Continuing education", HERE, who),
        credentials: free.collect(),
        bars,
        bodies,
        today: crate::clock::today().to_string(),
        all,
    })
}

fn bars(a: &WireAccount) -> Vec<Filled> {
    let whole = format!("of {} required", a.required);
    let mut out = vec![filled("counts", a.counts, a.required, whole, a.counts >= a.required)];
    for line in &a.lines {
        if let Some(least) = line.least {
            let against = format!("at least {least}");
            out.push(filled(line.name, line.units, least, against, line.units >= least));
        }
        if let Some(most) = line.most {
            let against = format!("at most {most} count");
            out.push(filled(line.name, line.units, most, against, line.units <= most));
        }
    }
    out
}

//! Where a learner begins: ten minutes, what was assigned, the charts.

use super::{HERE, words};
use crate::api::learn::charts::ChartLine;
use crate::api::learn::home::{Home, of};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use std::collections::BTreeSet;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/learn", Need::Learn, home)]
}

/// Which charts are shown. What is empty does not matter.
#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    setting: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    specialty: String,
    /// `new`, `again`, `right`.
    #[serde(default)]
    state: String,
}

impl Asked {
    fn fits(&self, chart: &ChartLine) -> bool {
        let state = match self.state.as_str() {
            "new" => chart.attempts == 0,
            "again" => chart.attempts > 0 && !chart.right,
            "right" => chart.right,
            _ => true,
        };
        let same = |asked: &str, is: &str| asked.is_empty() || asked == is;
        state
            && same(&self.setting, chart.setting)
            && same(&self.level, &chart.level.to_string())
            && same(&self.specialty, &chart.specialty)
    }
}

#[derive(Template)]
#[template(path = "learn/home.html")]
struct Page {
    shell: Shell,
    home: Home,
    asked: Asked,
    settings: BTreeSet<&'static str>,
    specialties: BTreeSet<String>,
    /// Charts in all, and those without an error.
    all: usize,
    right: usize,
}

async fn home(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut home = of(&app, &who.id).await?;
    let settings = home.charts.iter().map(|c| c.setting).collect();
    let specialties = home.charts.iter().map(|c| c.specialty.clone()).collect();
    let (all, right) = (home.charts.len(), home.charts.iter().filter(|c| c.right).count());
    home.charts.retain(|c| asked.fits(c));
    home.charts.sort_by(|a, b| (a.level, a.setting, &a.title).cmp(&(b.level, b.setting, &b.title)));
    let shell = Shell::new("Learn", HERE, who);
    page(&Page { shell, home, asked, settings, specialties, all, right })
}

//! The practice charts: their list with what was done, one to be coded, its hints.

use super::{chart, library, short};
use crate::api::chart::SectionOut;
use crate::api::when::day_of;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode::model::Sex;
use medcode_learn::Chart;
use medcode_store::{ChartAttempt, UserId};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A practice chart in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PracticeChartLine)]
pub(crate) struct ChartLine {
    /// Its name in addresses.
    pub(crate) id: String,
    pub(crate) title: String,
    /// 1 easy, 3 hard.
    pub(crate) level: u8,
    pub(crate) setting: &'static str,
    pub(crate) specialty: String,
    /// How often the caller coded it.
    pub(crate) attempts: usize,
    /// The best share of codes that were right, in hundredths.
    pub(crate) best: Option<i64>,
    /// Coded without a material error.
    pub(crate) right: bool,
    /// The day it was last coded.
    pub(crate) last: Option<String>,
}

/// What a learner did of a chart.
#[derive(Default)]
struct Did {
    attempts: usize,
    best: Option<i64>,
    right: bool,
    last: Option<String>,
}

/// Codes right in hundredths; a chart without codes is right.
pub(crate) fn hundredths(right: i64, of: i64) -> i64 {
    if of == 0 { 100 } else { right * 100 / of }
}

fn did(all: &[ChartAttempt]) -> BTreeMap<&str, Did> {
    let mut out: BTreeMap<&str, Did> = BTreeMap::new();
    for one in all {
        let did = out.entry(one.about.chart.as_str()).or_default();
        did.attempts += 1;
        did.best = did.best.max(Some(hundredths(one.about.codes_right, one.about.codes)));
        did.right |= one.about.errors == 0;
        did.last = Some(day_of(one.finished).to_string());
    }
    out
}

/// All charts, with what a learner did of them.
pub(crate) async fn lines(app: &App, learner: &UserId) -> Result<Vec<ChartLine>, Fault> {
    let attempts = app.store.attempts(learner).await?;
    let mut did = did(&attempts);
    let line = |c: &Chart| {
        let Did { attempts, best, right, last } = did.remove(c.id.as_str()).unwrap_or_default();
        ChartLine {
            id: short(&c.id).to_owned(),
            title: c.title.clone(),
            level: c.level,
            setting: setting(c),
            specialty: c.specialty.clone(),
            attempts,
            best,
            right,
            last,
        }
    };
    Ok(library().charts.iter().map(line).collect())
}

/// Where the patient of a chart was seen.
pub(crate) fn setting(chart: &Chart) -> &'static str {
    chart.labelled.note.setting.map_or("", |s| s.id())
}

pub(super) async fn list(
    State(app): Shared,
    Extension(who): Extension<Who>,
) -> Result<Json<Vec<ChartLine>>, Fault> {
    Ok(Json(lines(&app, &who.id).await?))
}

/// A practice chart as the learner gets it: nothing in it tells its codes.
#[derive(Serialize, ToSchema)]
#[schema(as = PracticeChart)]
pub(super) struct ToCode {
    id: String,
    title: String,
    level: u8,
    specialty: String,
    setting: &'static str,
    date_of_service: Option<String>,
    age: Option<u16>,
    /// `F` or `M`.
    sex: Option<&'static str>,
    /// `new` or `established`.
    patient: String,
    billing_context: Option<&'static str>,
    /// The text of the note, and its sections.
    note: String,
    sections: Vec<SectionOut>,
    /// How many hints there are.
    hints: usize,
}

pub(super) async fn one(Path(id): Path<String>) -> Result<Json<ToCode>, Fault> {
    let chart = chart(&id)?;
    let note = &chart.labelled.note;
    let sections = crate::api::work(|| medcode::outline(&chart.labelled.note.text)).await?;
    Ok(Json(ToCode {
        id: short(&chart.id).to_owned(),
        title: chart.title.clone(),
        level: chart.level,
        specialty: chart.specialty.clone(),
        setting: setting(chart),
        date_of_service: note.date_of_service.map(|d| d.to_string()),
        age: note.age,
        sex: note.sex.map(|s| match s {
            Sex::Female => "F",
            Sex::Male => "M",
        }),
        patient: chart.patient.clone(),
        billing_context: note.billing.map(|b| b.id()),
        note: note.text.clone(),
        sections: sections.into_iter().map(Into::into).collect(),
        hints: chart.hints.len(),
    }))
}

/// The first so many hints.
pub(super) async fn hints(Path((id, count)): Path<(String, usize)>) -> Result<Json<Vec<String>>, Fault> {
    Ok(Json(chart(&id)?.hints.iter().take(count).cloned().collect()))
}

//! Mock exams: the choice, the exam itself, its result, and what all results say of the items.

use super::HERE;
use super::bars::{Interval, interval};
use crate::api::learn::exams::catalogue::{self, WireExam};
use crate::api::learn::exams::items::{self, WireItem};
use crate::api::learn::exams::result::{self, Result as ExamResult};
use crate::api::learn::exams::{own, sit};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/learn/exams", Need::Learn, choice),
        get("/learn/exams/items", Need::Teach, statistics),
        get("/learn/exams/{id}", Need::Learn, one),
    ]
}

#[derive(Template)]
#[template(path = "learn/exams.html")]
struct Choice {
    shell: Shell,
    exams: Arc<[WireExam]>,
    taken: Vec<sit::Taken>,
}

async fn choice(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let exams = catalogue::all(&app).await?;
    let taken = sit::all(&app, &who).await?;
    page(&Choice { shell: Shell::new("Mock exams", HERE, who), exams, taken })
}

/// A time as people read it.
fn time(at: &i64) -> String {
    crate::api::when::minute(*at)
}

#[derive(Template)]
#[template(path = "learn/exam.html")]
struct Sat {
    shell: Shell,
    id: String,
    credential: String,
}

#[derive(Template)]
#[template(path = "learn/exam_result.html")]
struct Over {
    shell: Shell,
    result: ExamResult,
    bars: Vec<Interval>,
    weak: Vec<usize>,
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let exam = own(&app, &who, &id).await?;
    let credential = exam.credential.clone();
    if exam.finished.is_none() {
        let shell = Shell::new(format!("{credential} mock exam"), HERE, who);
        return page(&Sat { shell, id, credential });
    }
    let result = result::of(&app, &exam).await?;
    let all = interval("All items", result.right, result.of, (result.low, result.high));
    let of_domain = |d: &result::WireResult| interval(&d.domain, d.right, d.of, (d.low, d.high));
    let bars = std::iter::once(all).chain(result.domains.iter().map(of_domain)).collect();
    let mut weak: Vec<usize> =
        result.domains.iter().enumerate().filter(|(_, d)| d.weak).map(|(n, _)| n).collect();
    weak.sort_by(|a, b| result.domains[*a].percent.total_cmp(&result.domains[*b].percent));
    let shell = Shell::new(format!("{credential} mock exam: result"), HERE, who);
    page(&Over { shell, result, bars, weak })
}

#[derive(Template)]
#[template(path = "learn/exam_items.html")]
struct Statistics {
    shell: Shell,
    items: Vec<WireItem>,
}

async fn statistics(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let items = items::all(&app).await?;
    page(&Statistics { shell: Shell::new("Items of the mock exams", HERE, who), items })
}

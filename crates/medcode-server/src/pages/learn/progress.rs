//! The learner's progress, and the record of practical experience.

use super::picture::{Bar, Point, bars, level, line, points};
use super::{HERE, words};
use crate::api::learn::progress::{AttemptOut, Cell, Pace, Progress, duration, member, of};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/learn/progress", Need::Learn, mine),
        get("/learn/experience", Need::Learn, experience),
        get("/learn/cohorts/{id}/learners/{user}", Need::Teach, of_member),
    ]
}

/// A group of the heat map.
struct Group {
    id: &'static str,
    title: &'static str,
    /// Its cells are known by their numbers too.
    ids: bool,
    cells: Vec<Cell>,
}

#[derive(Template)]
#[template(path = "learn/progress.html")]
struct Page {
    shell: Shell,
    progress: Progress,
    groups: Vec<Group>,
    bars: Vec<Bar>,
    points: Vec<Point>,
    line: String,
    /// The height of the accuracy that is asked of coders.
    bar95: u32,
    /// Somebody else's: who teaches looks.
    others: bool,
}

/// What the field does in a setting, where a figure is known.
fn field(setting: &str) -> &'static str {
    match setting {
        "office" | "telehealth" => "8 to 20 an hour",
        "inpatient" => "2 to 10 a day",
        _ => "no figure",
    }
}

/// Charts an hour, or a day of eight hours where the field counts days.
fn pace(of: &Pace) -> String {
    match of.an_hour_tenths {
        None => "no time kept".to_owned(),
        Some(n) if of.setting == "inpatient" => format!("{} a day of 8 h", n * 8 / 10),
        Some(n) => format!("{}.{} an hour", n / 10, n % 10),
    }
}

async fn mine(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    shown(of(&app, &who.id).await?, who, false)
}

async fn of_member(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path((cohort, user)): Path<(String, String)>,
) -> Result<Response, Fault> {
    shown(member(&app, cohort, user).await?, who, true)
}

fn shown(mut progress: Progress, who: Who, others: bool) -> Result<Response, Fault> {
    let group =
        |id, title, ids, cells: &mut Vec<Cell>| Group { id, title, ids, cells: std::mem::take(cells) };
    let groups = vec![
        group("systems", "Code systems", false, &mut progress.systems),
        group("chapters", "Chapters of ICD-10-CM", true, &mut progress.chapters),
        group("sections", "Sections of the Official Guidelines", true, &mut progress.sections),
        group("subjects", "Subjects and drills", false, &mut progress.subjects),
    ];
    let points = points(&progress.attempts);
    page(&Page {
        shell: Shell::new("Progress", HERE, who),
        groups,
        bars: bars(&progress.coming),
        line: line(&points),
        points,
        bar95: level(95),
        progress,
        others,
    })
}

/// Charts and time of a setting or a specialty.
struct Sum {
    name: String,
    charts: usize,
    time: String,
}

#[derive(Template)]
#[template(path = "learn/experience.html")]
struct Experience {
    shell: Shell,
    name: String,
    today: String,
    attempts: Vec<AttemptOut>,
    by_setting: Vec<Sum>,
    by_specialty: Vec<Sum>,
    time: String,
}

fn sums<'a>(attempts: &'a [AttemptOut], of: impl Fn(&'a AttemptOut) -> String) -> Vec<Sum> {
    let mut all: BTreeMap<String, (usize, i64)> = BTreeMap::new();
    for attempt in attempts {
        let sum = all.entry(of(attempt)).or_default();
        sum.0 += 1;
        sum.1 += attempt.seconds;
    }
    let sum = |(name, (charts, seconds))| Sum { name, charts, time: duration(seconds) };
    all.into_iter().map(sum).collect()
}

async fn experience(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let progress = of(&app, &who.id).await?;
    let attempts = progress.attempts;
    page(&Experience {
        shell: Shell::new("Practical experience", HERE, who),
        name: progress.name,
        today: crate::clock::today().to_string(),
        by_setting: sums(&attempts, |a| words(a.setting)),
        by_specialty: sums(&attempts, |a| a.specialty.clone()),
        time: duration(attempts.iter().map(|a| a.seconds).sum()),
        attempts,
    })
}

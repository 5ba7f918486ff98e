//! What changed between two releases: the report drawn, the changes to look through, what they mean for
//! the codes in use, and the lesson on them.

mod impact;
mod view;

use super::link::link;
use super::{Shell, page};
use crate::api::changes::{self, Asked, SYSTEMS, USUAL, pair};
use crate::api::learn::answers::lesson_of;
use crate::auth::{Need, Who};
use crate::compared::{Pair, days};
use crate::fault::Fault;
use crate::routes::{Row, get};
use crate::state::{App, Shared};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use impact::ImpactView;
use medcode_store::PracticeKind;
use std::sync::Arc;
use std::time::Duration;
use view::View;

/// How long a page waits for a comparison before it says that one is being made.
const PATIENCE: Duration = Duration::from_millis(1500);
/// The tab that is no list of changes.
const IMPACT: &str = "impact";

pub(super) fn routes() -> Vec<Row> {
    vec![get("/changes", Need::Look, show), get("/changes/lesson", Need::Look, lesson)]
}

/// Something that can be chosen.
struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "changes.html")]
struct Page {
    shell: Shell,
    systems: Vec<Choice>,
    befores: Vec<Choice>,
    afters: Vec<Choice>,
    asked: Asked,
    /// Two releases of a system are installed.
    pair: Option<Pair>,
    /// The comparison is still being made.
    working: bool,
    /// Why the two cannot be compared.
    apart: Option<String>,
    view: Option<View>,
    impact: Option<ImpactView>,
    may_install: bool,
}

async fn show(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(mut asked): Query<Asked>,
) -> Result<Response, Fault> {
    let on_impact = asked.tab == IMPACT;
    if on_impact {
        asked.tab.clear();
    } else if asked.tab.is_empty() {
        asked.tab = "codes".to_owned();
    }
    let wanted = asked.wanted()?;
    let engine = app.engine();
    let pair = sorted(pair(&engine, &asked.system, &asked.before, &asked.after))?;
    if let Some(pair) = &pair {
        asked.system = pair.system.id().to_owned();
        asked.before = pair.before.to_string();
        asked.after = pair.after.to_string();
    }
    // Two releases that share nothing are told beside the choice of others.
    let (sheet, apart) = match &pair {
        Some(pair) => match app.compared.get(&app, pair, PATIENCE).await {
            Ok(sheet) => (sheet, None),
            Err(fault) if fault.is_no_data() => (None, Some(fault.detail().to_owned())),
            Err(fault) => return Err(fault),
        },
        None => (None, None),
    };
    let mut impact = None;
    if let Some(sheet) = sheet.as_ref().filter(|_| on_impact) {
        impact = Some(of_use(&app, &who, sheet.clone(), &asked).await?);
    }
    let to = asked.clone();
    let view = match sheet.clone() {
        Some(sheet) => {
            let made = crate::api::work(move || View::of(&sheet, &to, &wanted, on_impact, USUAL));
            Some(made.await?)
        }
        None => None,
    };
    let choose = |days: &[medcode::model::Date], chosen: &str| {
        let one = |d: &medcode::model::Date| {
            let value = d.to_string();
            Choice { chosen: value == chosen, text: value.clone(), value }
        };
        days.iter().map(one).collect::<Vec<_>>()
    };
    let days = pair.as_ref().map_or_else(Vec::new, |p| days(&engine, p.system));
    page(&Page {
        systems: systems(&engine, &asked.system),
        befores: choose(&days, &asked.before),
        afters: choose(&days, &asked.after),
        working: pair.is_some() && sheet.is_none() && apart.is_none(),
        apart,
        may_install: who.may(Need::Administer),
        shell: Shell::new("What changed", "/changes", who),
        asked,
        pair,
        view,
        impact,
    })
}

/// The older release first, whichever was chosen where.
fn sorted(pair: Result<Option<Pair>, Fault>) -> Result<Option<Pair>, Fault> {
    Ok(pair?.map(|p| match p.before <= p.after {
        true => p,
        false => Pair { before: p.after, after: p.before, ..p },
    }))
}

/// Systems of which two releases are installed.
fn systems(engine: &medcode::Engine, chosen: &str) -> Vec<Choice> {
    let two = SYSTEMS.into_iter().filter(|s| days(engine, *s).len() > 1);
    let one = |s: medcode::model::CodeSystem| Choice {
        value: s.id().to_owned(),
        text: s.name().to_owned(),
        chosen: s.id() == chosen,
    };
    two.map(one).collect()
}

async fn of_use(
    app: &Arc<App>,
    who: &Who,
    sheet: Arc<medcode::diff::Sheet>,
    asked: &Asked,
) -> Result<ImpactView, Fault> {
    let used = changes::used(app, who, asked.more()).await?;
    let (charts, asked_of, unread) = (used.charts, used.uses.len(), used.unread);
    let report = changes::impact(app, sheet, used.uses).await?;
    Ok(ImpactView { unread, ..ImpactView::of(report, charts, asked_of, asked) })
}

#[derive(Template)]
#[template(path = "changes_lesson.html")]
struct Lesson {
    shell: Shell,
    pair: Option<Pair>,
    specialties: Vec<Choice>,
    back: String,
    /// What was answered of this lesson.
    answered: Option<Answered>,
}

/// Right answers to the questions on a release.
struct Answered {
    right: usize,
    of: usize,
    day: medcode::model::Date,
}

async fn answered(app: &App, who: &Who, pair: &Pair) -> Result<Option<Answered>, Fault> {
    let mut own = app.store.answers(&who.id, 0).await?;
    let subject = lesson_of(pair.system, pair.after);
    own.retain(|a| a.kind == PracticeKind::Lesson && a.subject == subject);
    let right = own.iter().filter(|a| a.right).count();
    Ok(own.last().map(|last| Answered { right, of: own.len(), day: last.day }))
}

async fn lesson(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let pair = sorted(pair(&app.engine(), &asked.system, &asked.before, &asked.after))?;
    let chosen: Vec<&str> = asked.specialty.split(',').map(str::trim).collect();
    let one = |name: &&str| Choice {
        value: (*name).to_owned(),
        text: (*name).to_owned(),
        chosen: chosen.contains(name),
    };
    let specialties = medcode::diff::specialties().iter().map(one).collect();
    let back = pair.as_ref().map_or_else(|| "/changes".to_owned(), address);
    let answered = match &pair {
        Some(pair) => answered(&app, &who, pair).await?,
        None => None,
    };
    let shell = Shell::new("What changed: a lesson", "/changes", who);
    page(&Lesson { shell, pair, specialties, back, answered })
}

/// The page of a comparison.
fn address(pair: &Pair) -> String {
    let (before, after) = (pair.before.to_string(), pair.after.to_string());
    link("/changes", &[("system", pair.system.id()), ("before", &before), ("after", &after)])
}

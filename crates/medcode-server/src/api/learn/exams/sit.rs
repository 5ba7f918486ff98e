//! Sitting an exam: drawn, answered item by item, paused where that is allowed, handed in.

use super::form::{FormDoc, ItemDoc};
use super::{finish, own, stands};
use crate::api::given::Given;
use crate::api::learn::library;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode::{AsOf, Engine};
use medcode_learn::Credential;
use medcode_learn::drill::Bench;
use medcode_learn::exam::{Drawn, Form, Order, Spec, Stands, draw};
use medcode_store::{Ending, Exam, ExamAnswer, NewExam};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Most bytes of a coded chart.
const LONGEST: usize = 10_000;

/// What is to be sat.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewMockExam)]
pub(super) struct Asked {
    /// CPC, CIC, CCS or CCA.
    credential: String,
    /// How many items; a whole form where none is given.
    #[serde(default)]
    items: Option<u32>,
    /// Under the conditions of the exam: the clock is not stopped. Only such exams count for the chance.
    #[serde(default)]
    strict: bool,
}

/// An exam of the caller's.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MockExamTaken)]
pub(crate) struct Taken {
    pub(crate) id: String,
    pub(crate) credential: String,
    pub(crate) items: i64,
    pub(crate) strict: bool,
    /// `running`, `paused`, `over`.
    pub(crate) state: &'static str,
    /// Milliseconds since 1970, UTC.
    pub(crate) started: i64,
    pub(crate) finished: Option<i64>,
    /// `handed_in`, `out_of_time`.
    pub(crate) ending: Option<&'static str>,
    /// Right items.
    pub(crate) right: Option<i64>,
}

impl From<&Exam> for Taken {
    fn from(e: &Exam) -> Self {
        Self {
            id: e.id.to_string(),
            credential: e.credential.clone(),
            items: e.items,
            strict: e.strict,
            state: word(stands(e)),
            started: e.started,
            finished: e.finished,
            ending: e.ending.map(Ending::id),
            right: e.right,
        }
    }
}

const fn word(stands: Stands) -> &'static str {
    match stands {
        Stands::Runs(_) => "running",
        Stands::Paused(_) => "paused",
        Stands::Over => "over",
    }
}

/// How much time is left.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamLeft)]
pub(super) struct Left {
    /// `running`, `paused`, `over`.
    state: &'static str,
    /// Milliseconds, by the server's clock.
    left_ms: i64,
}

impl From<Stands> for Left {
    fn from(stands: Stands) -> Self {
        let left_ms = match stands {
            Stands::Runs(left) | Stands::Paused(left) => left,
            Stands::Over => 0,
        };
        Self { state: word(stands), left_ms }
    }
}

pub(super) async fn begin(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Asked>,
) -> Result<(StatusCode, Json<Taken>), Fault> {
    let credential = Credential::parse(&asked.credential)
        .ok_or_else(|| Fault::field("credential", "use CPC, CIC, CCS or CCA"))?;
    let spec = library().exams.spec(credential);
    let spec = spec.ok_or_else(|| Fault::refused("items and minutes of this exam were not read"))?;
    let items = asked.items.unwrap_or(spec.items);
    if !(5..=spec.items).contains(&items) {
        let what = format!("a form has 5 to {} items", spec.items);
        return Err(Fault::field("items", what));
    }
    let seen: BTreeSet<String> = app.store.items_asked(&who.id).await?.into_iter().collect();
    let seed = getrandom::u64().map_err(Fault::internal)?;
    let (engine, as_of, of) = (app.engine(), app.as_of(None, true)?, spec.clone());
    let form =
        crate::api::work(move || drawn(&engine, as_of, &of, items, seed, &names(&seen))).await??;
    let (items, milliseconds) = (form.items.len() as i64, i64::from(form.seconds) * 1000);
    let text = serde_json::to_string(&FormDoc::of(form, &spec)).map_err(Fault::internal)?;
    let change = who.change();
    let new = NewExam {
        user: who.id.clone(),
        credential: credential.id().to_owned(),
        strict: asked.strict,
        form: text,
        items,
        deadline: change.at.saturating_add(milliseconds),
    };
    let exam = app.store.begin_exam(&change, new).await?;
    Ok((StatusCode::CREATED, Json(Taken::from(&exam))))
}

/// What was asked before, as the draw names it: a chart is one, whichever part was asked.
fn names(asked: &BTreeSet<String>) -> BTreeSet<String> {
    let name = |key: &String| match key.strip_prefix("case ").and_then(|k| k.split(' ').next()) {
        Some(chart) => format!("chart {chart}"),
        None => key.clone(),
    };
    asked.iter().map(name).collect()
}

fn drawn(
    engine: &Engine,
    as_of: AsOf,
    spec: &Spec,
    items: u32,
    seed: u64,
    seen: &BTreeSet<String>,
) -> Result<Form, Fault> {
    let bench = Bench::new(engine, as_of).ok();
    let order = Order { items, date: as_of.date, seed, seen };
    match draw(library(), spec, bench.as_ref(), &order) {
        Drawn::Form(form) => Ok(form),
        Drawn::Lacks(lacks) => {
            let each = lacks.iter().map(|l| format!("{}: {} of {}", l.domain, l.there, l.wanted));
            let each = each.collect::<Vec<_>>().join("; ");
            Err(Fault::refused(format!(
                "the material does not reach for {items} items without asking one twice ({each}): \
                 take a shorter form"
            )))
        }
    }
}

pub(super) async fn taken(
    State(app): Shared,
    Extension(who): Extension<Who>,
) -> Result<Json<Vec<Taken>>, Fault> {
    Ok(Json(all(&app, &who).await?))
}

/// The exams of the caller, those whose time is over ended.
pub(crate) async fn all(app: &App, who: &Who) -> Result<Vec<Taken>, Fault> {
    let mut out = Vec::new();
    for exam in app.store.exams(&who.id).await? {
        out.push(Taken::from(&finish::if_over(app, who, exam).await?));
    }
    Ok(out)
}

/// An exam that is sat.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamSitting)]
pub(super) struct Sitting {
    #[serde(flatten)]
    exam: Taken,
    /// Milliseconds left, by the server's clock.
    left_ms: i64,
    /// The time the form gives, in seconds.
    seconds: u32,
    /// Code books may be used.
    books: bool,
    /// The day the codes are those of.
    date: String,
    questions: Vec<ToAnswer>,
    answers: Vec<WireAnswer>,
}

/// An item without what is right.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamItem)]
struct ToAnswer {
    note: Option<String>,
    stem: String,
    /// Empty where a chart is coded: the answer is a text, one code a line.
    choices: Vec<String>,
}

/// An answer as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamAnswer)]
struct WireAnswer {
    /// The place of the item, from 0.
    item: i64,
    answer: Option<String>,
    flagged: bool,
}

impl From<ItemDoc> for ToAnswer {
    fn from(i: ItemDoc) -> Self {
        let choices = i.choices.into_iter().map(|c| c.text).collect();
        Self { note: i.note, stem: i.stem, choices }
    }
}

pub(super) async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Sitting>, Fault> {
    let exam = own(&app, &who, &id).await?;
    let form = form(&app, &exam).await?;
    let answers = app.store.exam_answers(&exam.id).await?;
    let answer = |a: ExamAnswer| WireAnswer { item: a.item, answer: a.answer, flagged: a.flagged };
    Ok(Json(Sitting {
        left_ms: Left::from(stands(&exam)).left_ms,
        seconds: form.seconds,
        books: form.books,
        date: form.date,
        questions: form.items.into_iter().map(ToAnswer::from).collect(),
        answers: answers.into_iter().map(answer).collect(),
        exam: Taken::from(&exam),
    }))
}

/// The form of an exam.
pub(super) async fn form(app: &App, exam: &Exam) -> Result<FormDoc, Fault> {
    let text = app.store.exam_form(&exam.id).await?;
    serde_json::from_str(&text).map_err(Fault::internal)
}

/// What is answered.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewMockExamAnswer)]
pub(super) struct Answered {
    /// The place of the choice, from 0, or the codes of a chart, one a line; none takes the answer back.
    #[serde(default)]
    answer: Option<String>,
    /// To be looked at again.
    #[serde(default)]
    flagged: bool,
}

pub(super) async fn answer(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path((id, place)): Path<(String, usize)>,
    Given(given): Given<Answered>,
) -> Result<Json<Left>, Fault> {
    let exam = own(&app, &who, &id).await?;
    let form = form(&app, &exam).await?;
    let item = form.items.get(place).ok_or_else(|| Fault::missing("the exam has no such item"))?;
    let text = given.answer.filter(|a| !a.trim().is_empty());
    if text.as_ref().is_some_and(|t| !fits(item, t)) {
        let what = "the place of one of the answers, from 0; for a chart its codes, one a line";
        return Err(Fault::field("answer", what));
    }
    let item = i64::try_from(place).unwrap_or(i64::MAX);
    let now = crate::clock::now();
    let answer = ExamAnswer { item, answer: text, flagged: given.flagged, given: now };
    app.store.answer_item(&exam.id, answer).await?;
    Ok(Json(Left::from(stands(&exam))))
}

fn fits(item: &ItemDoc, text: &str) -> bool {
    match item.choices.len() {
        0 => text.len() <= LONGEST,
        n => text.parse::<usize>().is_ok_and(|place| place < n),
    }
}

pub(super) async fn pause(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Left>, Fault> {
    let exam = own(&app, &who, &id).await?;
    let exam = app.store.pause_exam(&who.change(), &exam.id).await?;
    Ok(Json(Left::from(stands(&exam))))
}

pub(super) async fn resume(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Left>, Fault> {
    let exam = own(&app, &who, &id).await?;
    let exam = app.store.resume_exam(&who.change(), &exam.id).await?;
    Ok(Json(Left::from(stands(&exam))))
}

pub(super) async fn hand_in(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Taken>, Fault> {
    let exam = own(&app, &who, &id).await?;
    if exam.finished.is_some() {
        return Err(Fault::refused("the exam is over"));
    }
    let exam = finish::now(&app, &who, exam, Ending::HandedIn).await?;
    Ok(Json(Taken::from(&exam)))
}

//! `POST /api/v1/learn/charts/{id}/grade`: what was right, each error with its words and its way
//! through the books, and the codes of the chart.

use super::{ToPractise, chart, exercise};
use crate::api::chart::{Line, Words, coded};
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode::model::{Code, CodeSystem};
use medcode_learn::Chart;
use medcode_learn::grade::{Fault as Wrong, Grade};
use medcode_store::NewAttempt;
use medcode_wire::{WireCodingError, WireVariance};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest time of one chart: who leaves a page open for a week has not worked on it for a week.
const LONGEST: i64 = 8 * 60 * 60;

/// The codes to be graded.
#[derive(Deserialize, ToSchema)]
#[schema(as = CodesToGrade)]
pub(super) struct Asked {
    /// In sequence. Rejected ones are passed over.
    codes: Vec<Line>,
    /// Seconds of work.
    #[serde(default)]
    seconds: i64,
    /// Hints that were taken.
    #[serde(default)]
    hints: i64,
}

/// A graded chart.
#[derive(Serialize, ToSchema)]
#[schema(as = GradedChart)]
pub(super) struct Graded {
    /// The attempt that was kept.
    attempt: String,
    /// Codes right in everything, of all that had to be reported and all that were reported too many.
    codes_right: u32,
    codes: u32,
    /// Without a material error.
    chart_right: bool,
    errors: Vec<Explained>,
    /// What differs and is acceptable.
    variances: Vec<WireVariance>,
    /// The codes of the chart.
    answer: Vec<Answer>,
}

/// A material error.
#[derive(Serialize, ToSchema)]
#[schema(as = GradedError)]
struct Explained {
    #[serde(flatten)]
    error: WireCodingError,
    /// The system of the code.
    system: Option<&'static str>,
    /// Where its words stand in the note, in bytes.
    words: Vec<Words>,
    practise: ToPractise,
}

/// A code of the chart.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartAnswer)]
struct Answer {
    system: &'static str,
    code: String,
    required: bool,
    modifiers: Vec<String>,
    units: Option<u32>,
    poa: Option<String>,
    why: String,
    authority: Vec<String>,
    words: Vec<Words>,
}

/// How a code was coded, as it is kept for the learner's progress.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    system: String,
    code: String,
    pub(super) right: bool,
    /// The kind of the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

impl Mark {
    fn of(code: &Code, error: Option<&str>) -> Self {
        let (system, right) = (code.system().id().to_owned(), error.is_none());
        Self { system, code: code.to_string(), right, error: error.map(ToOwned::to_owned) }
    }

    /// The code.
    pub(super) fn code(&self) -> Option<Code> {
        Code::new(CodeSystem::parse(&self.system)?, &self.code).ok()
    }
}

/// What is kept of a grade.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The day, as the server's calendar has it.
    pub(super) day: String,
    pub(super) marks: Vec<Mark>,
}

impl Kept {
    fn of(grade: &Grade) -> Self {
        let mut marks: Vec<Mark> = grade.right.iter().map(|c| Mark::of(c, None)).collect();
        let wrong = grade.faults.iter().filter_map(|f| Some((f.wanted.or(f.given)?, f.kind.id())));
        marks.extend(wrong.map(|(code, kind)| Mark::of(&code, Some(kind))));
        Self { day: crate::clock::today().to_string(), marks }
    }
}

pub(super) async fn grade(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Asked>,
) -> Result<Json<Graded>, Fault> {
    let chart = chart(&id)?;
    let given: Vec<medcode_learn::Given> = coded(&asked.codes)?
        .into_iter()
        .map(|(_, l)| medcode_learn::Given {
            code: l.code,
            modifiers: l.modifiers,
            units: l.units,
            poa: l.poa,
        })
        .collect();
    let (engine, today) = (app.engine(), crate::clock::today());
    let grade = crate::api::work(move || medcode_learn::grade::grade(&engine, chart, &given, today));
    let grade = grade.await??;
    let seconds = asked.seconds.clamp(0, LONGEST);
    let now = crate::clock::now();
    let new = NewAttempt {
        chart: chart.id.clone(),
        started: now - seconds * 1000,
        seconds,
        hints: asked.hints.clamp(0, chart.hints.len() as i64),
        codes_right: i64::from(grade.codes.0),
        codes: i64::from(grade.codes.1),
        errors: grade.faults.len() as i64,
        given: serde_json::to_string(&asked.codes).map_err(Fault::internal)?,
        grade: serde_json::to_string(&Kept::of(&grade)).map_err(Fault::internal)?,
    };
    let kept = app.store.keep_attempt(&who.id, now, new).await?;
    Ok(Json(Graded {
        attempt: kept.id.to_string(),
        codes_right: grade.codes.0,
        codes: grade.codes.1,
        chart_right: grade.chart_is_right(),
        errors: grade.faults.iter().map(|f| explained(f, chart)).collect(),
        variances: grade.variances.iter().map(Into::into).collect(),
        answer: answers(chart),
    }))
}

fn explained(wrong: &Wrong, chart: &Chart) -> Explained {
    Explained {
        error: wrong.into(),
        system: wrong.wanted.or(wrong.given).map(|c| c.system().id()),
        words: places(&wrong.words, chart),
        practise: exercise(wrong.exercise),
    }
}

/// Where words stand in the note: each at its first place.
fn places(words: &[String], chart: &Chart) -> Vec<Words> {
    let text = &chart.labelled.note.text;
    let place = |w: &String| {
        let start = text.find(w.as_str())?;
        let end = start + w.len();
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        Some(Words { start, end, locator: None })
    };
    words.iter().filter_map(place).collect()
}

fn answers(chart: &Chart) -> Vec<Answer> {
    let both = chart.labelled.gold.iter().zip(&chart.codes);
    both.map(|(gold, said)| Answer {
        system: gold.code.system().id(),
        code: gold.code.to_string(),
        required: gold.required,
        modifiers: gold.modifiers.clone().unwrap_or_default(),
        units: gold.units,
        poa: gold.poa.clone(),
        why: said.why.clone(),
        authority: said.cites.iter().map(ToString::to_string).collect(),
        words: places(&gold.evidence, chart),
    })
    .collect()
}

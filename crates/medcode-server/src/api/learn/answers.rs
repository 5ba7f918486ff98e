//! `POST /api/v1/learn/answers`: an answer is judged here, and the reasons of all four are given.

use super::{card, drills, kept, library, subject_of};
use crate::api::changes::compared;
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode::model::{CodeSystem, Date};
use medcode_learn::drill::Skill;
use medcode_learn::lesson::Name;
use medcode_learn::{Choice, after_drill, reviewed};
use medcode_store::{PracticeAnswer, PracticeCard, PracticeKind, UserId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Longest time of one answer, in seconds.
const LONGEST: i64 = 60 * 60;

/// An answer.
#[derive(Deserialize, ToSchema)]
#[schema(as = PracticeAnswered)]
pub(super) struct Asked {
    /// The name of the item.
    item: String,
    /// The place of the answer, from 0.
    given: usize,
    /// Seconds it took.
    #[serde(default)]
    seconds: i64,
}

/// The judgement.
#[derive(Serialize, ToSchema)]
#[schema(as = PracticeJudged)]
pub(super) struct Judged {
    right: bool,
    /// The place of the right answer, from 0.
    answer: usize,
    /// Why each answer is right or wrong, in their order.
    reasons: Vec<String>,
    /// What it rests on.
    source: String,
    /// False where the item was answered today already: only the first answer of a day counts.
    counted: bool,
    /// The day the question, or a drill of the skill, comes back.
    due: Option<String>,
}

/// What an item asks of its judge.
struct Known {
    kind: PracticeKind,
    /// What is counted once a day, where the item's own name has a seed.
    change: Option<String>,
    /// What a drill practises.
    skill: Option<Skill>,
    subject: String,
    choices: Vec<Choice>,
    right: usize,
    source: String,
}

pub(super) async fn answer(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Asked>,
) -> Result<Json<Judged>, Fault> {
    let known = known(&app, &asked.item).await?;
    let item = known.change.unwrap_or(asked.item);
    if asked.given >= known.choices.len() {
        return Err(Fault::field("given", "the places of the answers are 0 to 3"));
    }
    let right = asked.given == known.right;
    let due = match (known.kind, known.skill) {
        (PracticeKind::Question, _) => Some(next(&app, &who.id, &item, right).await?),
        (_, Some(skill)) => next_drill(&app, &who.id, skill, right).await?,
        _ => None,
    };
    let answer = PracticeAnswer {
        item,
        day: crate::clock::today(),
        kind: known.kind,
        subject: known.subject,
        right,
        seconds: asked.seconds.clamp(0, LONGEST),
        at: crate::clock::now(),
    };
    let day = due.as_ref().map(|c| c.due.to_string());
    let counted = app.store.keep_answer(&who.id, answer, due).await?;
    Ok(Json(Judged {
        right,
        answer: known.right,
        reasons: known.choices.into_iter().map(|c| c.why).collect(),
        source: known.source,
        counted,
        due: day.filter(|_| counted),
    }))
}

/// The card after this answer.
async fn next(app: &App, learner: &UserId, item: &str, right: bool) -> Result<PracticeCard, Fault> {
    let before = app.store.card(learner, item).await?.as_ref().map(card);
    Ok(kept(item, &reviewed(before.as_ref(), right, crate::clock::today())))
}

/// A question on what changed.
async fn of_lesson(app: &Arc<App>, name: Name) -> Result<Known, Fault> {
    let gone = || Fault::refused("the code sets have changed since this was asked: begin a new lesson");
    let days = (name.before.to_string(), name.after.to_string());
    let sheet = compared(app, name.system.id(), &days.0, &days.1).await?;
    let engine = app.engine();
    let (subject, change) = (lesson_of(name.system, name.after), name.change());
    let made = crate::api::work(move || name.again(engine.library(), sheet.comparison()));
    let item = made.await??.ok_or_else(gone)?;
    Ok(Known {
        kind: PracticeKind::Lesson,
        change: Some(change),
        skill: None,
        subject,
        choices: item.choices,
        right: item.right,
        source: item.source,
    })
}

/// The subject of a lesson's answers.
pub(crate) fn lesson_of(system: CodeSystem, after: Date) -> String {
    format!("{}.{after}", system.id())
}

/// The card of the skill after this drill; none where one of today has moved it already.
async fn next_drill(
    app: &App,
    learner: &UserId,
    skill: Skill,
    right: bool,
) -> Result<Option<PracticeCard>, Fault> {
    let name = skill.to_string();
    let before = app.store.card(learner, &name).await?.as_ref().map(card);
    let after = after_drill(before.as_ref(), right, crate::clock::today());
    Ok(after.map(|card| kept(&name, &card)))
}

async fn known(app: &Arc<App>, item: &str) -> Result<Known, Fault> {
    if let Some(name) = Name::read(item) {
        return of_lesson(app, name).await;
    }
    if let Some(name) = drills::Name::read(item) {
        let engine = app.engine();
        let drill = crate::api::work(move || drills::again(&engine, name)).await??;
        return Ok(Known {
            kind: PracticeKind::Drill,
            change: None,
            skill: Some(drill.skill()),
            subject: subject_of(drill.skill()),
            choices: drill.choices,
            right: drill.right,
            source: drill.source,
        });
    }
    let question = library().questions.iter().find(|q| q.id == item);
    let question = question.ok_or_else(|| Fault::missing("there is no such question or drill"))?;
    let sources: Vec<String> = question.sources.iter().map(ToString::to_string).collect();
    Ok(Known {
        kind: PracticeKind::Question,
        change: None,
        skill: None,
        subject: question.domain.clone(),
        choices: question.choices.to_vec(),
        right: question.right,
        source: sources.join("; "),
    })
}

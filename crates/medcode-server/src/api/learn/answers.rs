//! `POST /api/v1/learn/answers`: an answer is judged here, and the reasons of all four are given.

use super::{card, drills, kept, library};
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode_learn::{Choice, reviewed};
use medcode_store::{PracticeAnswer, PracticeCard, PracticeKind, UserId};
use serde::{Deserialize, Serialize};
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
    /// The day a question comes back.
    due: Option<String>,
}

/// What an item asks of its judge.
struct Known {
    kind: PracticeKind,
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
    if asked.given >= known.choices.len() {
        return Err(Fault::field("given", "the places of the answers are 0 to 3"));
    }
    let right = asked.given == known.right;
    let due = match known.kind {
        PracticeKind::Question => Some(next(&app, &who.id, &asked.item, right).await?),
        PracticeKind::Drill => None,
    };
    let answer = PracticeAnswer {
        item: asked.item,
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

async fn known(app: &App, item: &str) -> Result<Known, Fault> {
    if let Some(name) = drills::Name::read(item) {
        let engine = app.engine();
        let drill = crate::api::work(move || drills::again(&engine, name)).await??;
        return Ok(Known {
            kind: PracticeKind::Drill,
            subject: drill.kind.id().to_owned(),
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
        subject: question.domain.clone(),
        choices: question.choices.to_vec(),
        right: question.right,
        source: sources.join("; "),
    })
}

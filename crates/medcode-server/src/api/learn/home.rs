//! `GET /api/v1/learn`: what is due, what was assigned, and what comes next.

use super::charts::{ChartLine, lines};
use super::cohorts::{WireAssignment, Work, wire};
use super::results::done_of;
use super::{cards, library};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode_learn::mastery::streak;
use medcode_store::UserId;
use serde::Serialize;
use utoipa::ToSchema;

/// Where a learner begins.
#[derive(Serialize, ToSchema)]
#[schema(as = LearnerHome)]
pub(crate) struct Home {
    /// Questions and drills that come back today.
    pub(crate) due: usize,
    /// Questions that were asked so far, of so many.
    pub(crate) asked: usize,
    pub(crate) questions: usize,
    /// Days in a row.
    pub(crate) streak: u32,
    /// What the learner was given to do, what is due first.
    pub(crate) assigned: Vec<Assigned>,
    pub(crate) charts: Vec<ChartLine>,
}

/// An assignment, as its learner sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = MyAssignment)]
pub(crate) struct Assigned {
    #[serde(flatten)]
    pub(crate) work: WireAssignment,
    /// The cohort's name.
    pub(crate) cohort_name: String,
    /// Done, of so many.
    pub(crate) done: usize,
    pub(crate) of: usize,
    /// The day is over, and not everything is done.
    pub(crate) late: bool,
    /// Where to go on.
    pub(crate) next: Option<String>,
}

pub(super) async fn home(
    State(app): Shared,
    Extension(who): Extension<Who>,
) -> Result<Json<Home>, Fault> {
    Ok(Json(of(&app, &who.id).await?))
}

/// The home of a learner.
pub(crate) async fn of(app: &App, learner: &UserId) -> Result<Home, Fault> {
    let today = crate::clock::today();
    let (attempts, answers) = (app.store.attempts(learner).await?, app.store.answers(learner, 0).await?);
    let days = answers.iter().map(|a| a.day);
    let graded = attempts.iter().map(super::progress::day_of_attempt);
    let cards = cards(app, learner).await?;
    let mut assigned = Vec::new();
    for one in app.store.assignments_of(learner).await? {
        let work = Work::of(&one)?;
        let did = done_of(&work, one.created, one.about.due, &attempts, &answers);
        assigned.push(Assigned {
            cohort_name: app.store.cohort(&one.cohort).await?.name,
            done: did.done,
            of: did.of,
            late: did.done < did.of && one.about.due.is_some_and(|d| d < today),
            next: work.next(&did),
            work: wire(&one, work),
        });
    }
    Ok(Home {
        due: cards.due(today),
        asked: cards.cards.len(),
        questions: library().questions.len(),
        streak: streak(&days.chain(graded).collect(), today).now,
        assigned,
        charts: lines(app, learner).await?,
    })
}

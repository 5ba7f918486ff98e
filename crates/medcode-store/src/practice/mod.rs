//! What a learner practised: graded charts, answers, and when an item comes back.

mod sql;

use async_trait::async_trait;
use medcode_model::Date;

use crate::words::words;
use crate::{AttemptId, Millis, Result, UserId};

/// A practice chart that was graded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartAttempt {
    /// Identifier.
    pub id: AttemptId,
    /// Whose.
    pub learner: UserId,
    /// What was done.
    pub about: NewAttempt,
    /// When it was graded.
    pub finished: Millis,
}

/// A practice chart as it was coded and graded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttempt {
    /// The name of the chart.
    pub chart: String,
    /// When it was opened.
    pub started: Millis,
    /// Seconds of work on it.
    pub seconds: i64,
    /// Hints that were taken.
    pub hints: i64,
    /// Codes that are right in everything.
    pub codes_right: i64,
    /// Of so many.
    pub codes: i64,
    /// Material errors.
    pub errors: i64,
    /// The codes that were given, as JSON.
    pub given: String,
    /// What was right and what was wrong, as JSON.
    pub grade: String,
}

words! {
    /// What was answered.
    PracticeKind {
        /// A question of the bank.
        Question = "question",
        /// A drill made from the installed releases.
        Drill = "drill",
        /// A question on what changed between two releases.
        Lesson = "lesson",
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeAnswer {
    /// The name of the item.
    pub item: String,
    /// The day, as the learner's calendar has it.
    pub day: Date,
    /// A question or a drill.
    pub kind: PracticeKind,
    /// The domain of a question, the kind of a drill.
    pub subject: String,
    /// Whether it was right.
    pub right: bool,
    /// Seconds from the item to the answer.
    pub seconds: i64,
    /// When.
    pub at: Millis,
}

/// When an item comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeCard {
    /// The name of the item.
    pub item: String,
    /// The day it is asked again.
    pub due: Date,
    /// The day it was last asked.
    pub last: Date,
    /// Days after which it is remembered with a probability of nine in ten.
    pub stability: f64,
    /// 1 easy to 10 hard.
    pub difficulty: f64,
    /// How often it was asked.
    pub asked: i64,
    /// How often it was forgotten.
    pub lapses: i64,
}

/// What learners practised. Nothing of it is a record of a patient, and none of it is in the audit log:
/// it is the learner's own.
#[async_trait]
pub trait Practice: Send + Sync {
    /// Keeps a graded chart. `NotFound` for an unknown user.
    async fn keep_attempt(&self, learner: &UserId, at: Millis, new: NewAttempt) -> Result<ChartAttempt>;

    /// A learner's own attempt. `NotFound`.
    async fn attempt(&self, learner: &UserId, id: &AttemptId) -> Result<ChartAttempt>;

    /// A learner's attempts, the oldest first.
    async fn attempts(&self, learner: &UserId) -> Result<Vec<ChartAttempt>>;

    /// Keeps an answer, and the card that follows from it, both or neither; false where the item was
    /// answered on that day already, and nothing is kept. `NotFound` for an unknown user.
    async fn keep_answer(
        &self,
        learner: &UserId,
        answer: PracticeAnswer,
        card: Option<PracticeCard>,
    ) -> Result<bool>;

    /// A learner's answers from a time on, the oldest first.
    async fn answers(&self, learner: &UserId, since: Millis) -> Result<Vec<PracticeAnswer>>;

    /// The card of an item, if it was asked.
    async fn card(&self, learner: &UserId, item: &str) -> Result<Option<PracticeCard>>;

    /// All cards of a learner, by item.
    async fn cards(&self, learner: &UserId) -> Result<Vec<PracticeCard>>;
}

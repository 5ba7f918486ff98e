//! Mock exams: the form as it was drawn, every answer as it was given, the clock, and the result.

mod sql;

use async_trait::async_trait;

use crate::words::words;
use crate::{Change, ExamId, Millis, Result, UserId};

words! {
    /// How an exam came to its end.
    Ending {
        /// It was handed in.
        HandedIn = "handed_in",
        /// The time was over.
        OutOfTime = "out_of_time",
    }
}

/// An exam to be begun.
#[derive(Clone, Debug)]
pub struct NewExam {
    /// Whose.
    pub user: UserId,
    /// The credential.
    pub credential: String,
    /// Under the conditions of the exam: the clock is not stopped.
    pub strict: bool,
    /// The form, as JSON.
    pub form: String,
    /// How many items it has.
    pub items: i64,
    /// When its time is over.
    pub deadline: Millis,
}

/// An exam without its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exam {
    /// Identifier.
    pub id: ExamId,
    /// Whose.
    pub user: UserId,
    /// The credential.
    pub credential: String,
    /// Under the conditions of the exam.
    pub strict: bool,
    /// How many items it has.
    pub items: i64,
    /// When it was begun.
    pub started: Millis,
    /// When its time is over.
    pub deadline: Millis,
    /// Since when the clock is stopped.
    pub paused: Option<Millis>,
    /// How long it was stopped before, in all.
    pub paused_for: Millis,
    /// When it ended.
    pub finished: Option<Millis>,
    /// How.
    pub ending: Option<Ending>,
    /// Right items.
    pub right: Option<i64>,
}

/// The answer to an item as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamAnswer {
    /// The place of the item, from 0.
    pub item: i64,
    /// The answer; none where it was taken back or only the flag was set.
    pub answer: Option<String>,
    /// Marked to be looked at again.
    pub flagged: bool,
    /// When.
    pub given: Millis,
}

/// What came of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemOutcome {
    /// The place of the item, from 0.
    pub item: i64,
    /// Its name, the same in every form that has it.
    pub name: String,
    /// Its domain.
    pub domain: String,
    /// Whether it was right.
    pub right: bool,
}

/// How an exam ended.
#[derive(Clone, Debug)]
pub struct Finish {
    /// How.
    pub ending: Ending,
    /// When: the deadline, where the time was over.
    pub at: Millis,
    /// The result, as JSON.
    pub result: String,
    /// Every item.
    pub outcomes: Vec<ItemOutcome>,
}

/// One item of any exam that is over, with how the whole exam went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedItem {
    /// The credential.
    pub credential: String,
    /// The item.
    pub outcome: ItemOutcome,
    /// Right items of the exam.
    pub right_in_all: i64,
    /// Items of the exam.
    pub items: i64,
}

/// Mock exams. The beginning, a pause and the end stand in the audit log; an answer does not: the answers
/// are a log themselves, to which is only added.
#[async_trait]
pub trait ExamRecords: Send + Sync {
    /// Begins an exam. `Refused` while another one of this user runs.
    async fn begin_exam(&self, change: &Change, new: NewExam) -> Result<Exam>;

    /// An exam. `NotFound`.
    async fn exam(&self, id: &ExamId) -> Result<Exam>;

    /// Its form, as it was drawn. `NotFound`.
    async fn exam_form(&self, id: &ExamId) -> Result<String>;

    /// Its result, once it is over. `NotFound`.
    async fn exam_result(&self, id: &ExamId) -> Result<Option<String>>;

    /// The exams of a user, the newest first.
    async fn exams(&self, user: &UserId) -> Result<Vec<Exam>>;

    /// The answers as they stand, by item.
    async fn exam_answers(&self, id: &ExamId) -> Result<Vec<ExamAnswer>>;

    /// Keeps an answer. `Refused` when the time is over at `answer.given`, the clock is stopped, or the
    /// exam was handed in. Not logged.
    async fn answer_item(&self, id: &ExamId, answer: ExamAnswer) -> Result<()>;

    /// Stops the clock. `Refused` where it stands, the time is over, or the exam is strict.
    async fn pause_exam(&self, change: &Change, id: &ExamId) -> Result<Exam>;

    /// Lets the clock go on, the deadline later by the pause. `Refused` where it goes.
    async fn resume_exam(&self, change: &Change, id: &ExamId) -> Result<Exam>;

    /// Ends an exam. `Refused` where it is over.
    async fn finish_exam(&self, change: &Change, id: &ExamId, finish: Finish) -> Result<Exam>;

    /// Every item of every exam that is over.
    async fn counted_items(&self) -> Result<Vec<CountedItem>>;

    /// The names of the items that a user was asked before.
    async fn items_asked(&self, user: &UserId) -> Result<Vec<String>>;
}

//! Mock exams in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{CountedItem, Exam, ExamAnswer, ExamRecords, Finish, ItemOutcome, NewExam};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, composed, sql};
use crate::upkeep::Backend;
use crate::{Change, Error, ExamId, Millis, Result, UserId};

const COLUMNS: &str = "id, user_id, credential, strict, items, started, deadline, paused, paused_for, \
                       finished, ending, correct";

impl Record for Exam {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            user: row.word("user_id")?,
            credential: row.text("credential")?,
            strict: row.flag("strict")?,
            items: row.int("items")?,
            started: row.int("started")?,
            deadline: row.int("deadline")?,
            paused: row.maybe_int("paused")?,
            paused_for: row.int("paused_for")?,
            finished: row.maybe_int("finished")?,
            ending: row.maybe_word("ending")?,
            right: row.maybe_int("correct")?,
        })
    }
}

impl Record for ExamAnswer {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            item: row.int("item")?,
            answer: row.maybe_text("answer")?,
            flagged: row.flag("flagged")?,
            given: row.int("given")?,
        })
    }
}

impl Record for ItemOutcome {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            item: row.int("item")?,
            name: row.text("name")?,
            domain: row.text("domain")?,
            right: row.flag("correct")?,
        })
    }
}

impl Record for CountedItem {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            credential: row.text("credential")?,
            outcome: ItemOutcome::read(row)?,
            right_in_all: row.int("right_in_all")?,
            items: row.int("items")?,
        })
    }
}

/// A text that may be absent, called `t`.
struct Maybe(Option<String>);

impl Record for Maybe {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(row.maybe_text("t")?))
    }
}

async fn by_id(on: &mut AnyConnection, id: &ExamId) -> Result<Exam> {
    composed(format!("SELECT {COLUMNS} FROM exams WHERE id = $1")).bind(id).one(on, "exam").await
}

/// The exam, held until the change is over: two answers, or an answer and the end, wait for each other.
async fn held(on: &mut AnyConnection, backend: Backend, id: &ExamId) -> Result<Exam> {
    let lock = if backend == Backend::Postgres { " FOR UPDATE" } else { "" };
    let sql = composed(format!("SELECT {COLUMNS} FROM exams WHERE id = $1{lock}"));
    sql.bind(id).one(on, "exam").await
}

async fn held_by(write: &mut Write<'_>, id: &ExamId) -> Result<Exam> {
    let backend = write.backend();
    held(write.on(), backend, id).await
}

/// Why an exam takes nothing any more at this time.
fn open(exam: &Exam, at: Millis) -> Result<()> {
    if exam.finished.is_some() {
        return Err(Error::Refused("the exam is over"));
    }
    if exam.paused.is_some() {
        return Err(Error::Refused("the clock is stopped: let it go on first"));
    }
    if at >= exam.deadline {
        return Err(Error::Refused("the time is over"));
    }
    Ok(())
}

#[async_trait]
impl ExamRecords for Database {
    async fn begin_exam(&self, change: &Change, new: NewExam) -> Result<Exam> {
        let mut write = self.change(change).await?;
        // The row of the user is the lock: two that begin at once wait for each other.
        let lock = write.either(
            "SELECT 1 AS n FROM users WHERE id = $1",
            "SELECT CAST(1 AS BIGINT) AS n FROM users WHERE id = $1 FOR UPDATE",
        );
        lock.bind(&new.user).one::<i64>(write.on(), "user").await?;
        let running = sql("SELECT count(*) AS n FROM exams WHERE user_id = $1 AND finished IS NULL \
                           AND (deadline > $2 OR paused IS NOT NULL)");
        let running: i64 = running.bind(&new.user).bind(change.at).one(write.on(), "count").await?;
        if running > 0 {
            return Err(Error::Refused("another exam of yours runs: go on with it, or hand it in"));
        }
        let id = ExamId::fresh(change.at);
        let sql =
            sql("INSERT INTO exams (id, user_id, credential, strict, form, items, started, deadline, \
                       paused_for) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)")
            .bind(&id)
            .bind(&new.user)
            .bind(&new.credential)
            .bind(new.strict)
            .bind(new.form)
            .bind(new.items)
            .bind(change.at)
            .bind(new.deadline);
        sql.run(write.on()).await?;
        let detail = json!({ "credential": new.credential, "items": new.items, "strict": new.strict });
        write.log("exam.begun", SubjectKind::Exam, &id, detail);
        let exam = by_id(write.on(), &id).await?;
        write.commit().await?;
        Ok(exam)
    }

    async fn exam(&self, id: &ExamId) -> Result<Exam> {
        by_id(&mut *self.reader().await?, id).await
    }

    async fn exam_form(&self, id: &ExamId) -> Result<String> {
        let sql = sql("SELECT form AS t FROM exams WHERE id = $1").bind(id);
        sql.one(&mut *self.reader().await?, "exam").await
    }

    async fn exam_result(&self, id: &ExamId) -> Result<Option<String>> {
        let sql = sql("SELECT result AS t FROM exams WHERE id = $1").bind(id);
        Ok(sql.one::<Maybe>(&mut *self.reader().await?, "exam").await?.0)
    }

    async fn exams(&self, user: &UserId) -> Result<Vec<Exam>> {
        let sql = composed(format!(
            "SELECT {COLUMNS} FROM exams WHERE user_id = $1 ORDER BY started DESC, id DESC"
        ));
        sql.bind(user).all(&mut *self.reader().await?).await
    }

    async fn exam_answers(&self, id: &ExamId) -> Result<Vec<ExamAnswer>> {
        let sql = sql("SELECT a.item, a.answer, a.flagged, a.given FROM exam_answers a JOIN \
                       (SELECT item, max(seq) AS seq FROM exam_answers WHERE exam_id = $1 GROUP BY item) l \
                       ON l.seq = a.seq WHERE a.exam_id = $1 ORDER BY a.item");
        sql.bind(id).all(&mut *self.reader().await?).await
    }

    async fn answer_item(&self, id: &ExamId, answer: ExamAnswer) -> Result<()> {
        let mut transaction = self.begin().await?;
        let exam = held(&mut transaction, self.backend, id).await?;
        open(&exam, answer.given)?;
        if !(0..exam.items).contains(&answer.item) {
            return Err(Error::Invalid("the exam has no such item"));
        }
        let sql = sql("INSERT INTO exam_answers (exam_id, seq, item, answer, flagged, given) \
                       SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 FROM exam_answers \
                       WHERE exam_id = $1")
        .bind(id)
        .bind(answer.item)
        .bind(answer.answer)
        .bind(answer.flagged)
        .bind(answer.given);
        sql.run(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn pause_exam(&self, change: &Change, id: &ExamId) -> Result<Exam> {
        let mut write = self.change(change).await?;
        let exam = held_by(&mut write, id).await?;
        open(&exam, change.at)?;
        if exam.strict {
            return Err(Error::Refused("under the conditions of the exam the clock is not stopped"));
        }
        let sql = sql("UPDATE exams SET paused = $2 WHERE id = $1").bind(id).bind(change.at);
        sql.run(write.on()).await?;
        write.log("exam.paused", SubjectKind::Exam, id, json!({}));
        let exam = by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(exam)
    }

    async fn resume_exam(&self, change: &Change, id: &ExamId) -> Result<Exam> {
        let mut write = self.change(change).await?;
        let exam = held_by(&mut write, id).await?;
        let Some(since) = exam.paused.filter(|_| exam.finished.is_none()) else {
            return Err(Error::Refused("the clock is not stopped"));
        };
        let stopped = change.at.saturating_sub(since).max(0);
        let sql = sql("UPDATE exams SET paused = NULL, deadline = deadline + $2, \
                       paused_for = paused_for + $2 WHERE id = $1");
        sql.bind(id).bind(stopped).run(write.on()).await?;
        write.log("exam.resumed", SubjectKind::Exam, id, json!({ "stopped": stopped }));
        let exam = by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(exam)
    }

    async fn finish_exam(&self, change: &Change, id: &ExamId, finish: Finish) -> Result<Exam> {
        let mut write = self.change(change).await?;
        let exam = held_by(&mut write, id).await?;
        if exam.finished.is_some() {
            return Err(Error::Refused("the exam is over"));
        }
        let right = finish.outcomes.iter().filter(|o| o.right).count();
        let right = i64::try_from(right).unwrap_or(i64::MAX);
        let sql = sql("UPDATE exams SET finished = $2, ending = $3, correct = $4, result = $5, \
                       paused = NULL WHERE id = $1")
        .bind(id)
        .bind(finish.at)
        .bind(finish.ending.id())
        .bind(right)
        .bind(finish.result);
        sql.run(write.on()).await?;
        for outcome in &finish.outcomes {
            keep_outcome(write.on(), id, outcome).await?;
        }
        let detail = json!({ "ending": finish.ending.id(), "right": right, "items": exam.items });
        write.log("exam.finished", SubjectKind::Exam, id, detail);
        let exam = by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(exam)
    }

    async fn counted_items(&self) -> Result<Vec<CountedItem>> {
        let sql =
            sql("SELECT e.credential, e.correct AS right_in_all, e.items, o.item, o.name, o.domain, \
                       o.correct FROM exam_outcomes o JOIN exams e ON e.id = o.exam_id \
                       ORDER BY o.name, e.started, e.id");
        sql.all(&mut *self.reader().await?).await
    }

    async fn items_asked(&self, user: &UserId) -> Result<Vec<String>> {
        let sql =
            sql("SELECT DISTINCT o.name AS t FROM exam_outcomes o JOIN exams e ON e.id = o.exam_id \
                       WHERE e.user_id = $1 ORDER BY o.name");
        sql.bind(user).all(&mut *self.reader().await?).await
    }
}

async fn keep_outcome(on: &mut AnyConnection, id: &ExamId, outcome: &ItemOutcome) -> Result<()> {
    let sql = sql("INSERT INTO exam_outcomes (exam_id, item, name, domain, correct) \
                   VALUES ($1, $2, $3, $4, $5)")
    .bind(id)
    .bind(outcome.item)
    .bind(&outcome.name)
    .bind(&outcome.domain)
    .bind(outcome.right);
    sql.run(on).await.map(drop)
}

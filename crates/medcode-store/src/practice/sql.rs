//! Practice in the database.

use async_trait::async_trait;
use sqlx::AnyConnection;

use super::{ChartAttempt, NewAttempt, Practice, PracticeAnswer, PracticeCard};
use crate::db::{Database, Record, Row, composed, sql};
use crate::{AttemptId, Error, Millis, Result, UserId};

const ATTEMPT: &str = "id, learner, chart, started, finished, seconds, hints, codes_right, codes, errors, \
                       given, grade";
const CARD: &str = "item, due, last_asked, stability, difficulty, asked, lapses";

impl Record for ChartAttempt {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            learner: row.word("learner")?,
            about: NewAttempt {
                chart: row.text("chart")?,
                started: row.int("started")?,
                seconds: row.int("seconds")?,
                hints: row.int("hints")?,
                codes_right: row.int("codes_right")?,
                codes: row.int("codes")?,
                errors: row.int("errors")?,
                given: row.text("given")?,
                grade: row.text("grade")?,
            },
            finished: row.int("finished")?,
        })
    }
}

impl Record for PracticeAnswer {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            item: row.text("item")?,
            day: row.word("day")?,
            kind: row.word("kind")?,
            subject: row.text("subject")?,
            right: row.flag("was_right")?,
            seconds: row.int("seconds")?,
            at: row.int("answered")?,
        })
    }
}

impl Record for PracticeCard {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            item: row.text("item")?,
            due: row.word("due")?,
            last: row.word("last_asked")?,
            stability: real(row, "stability")?,
            difficulty: real(row, "difficulty")?,
            asked: row.int("asked")?,
            lapses: row.int("lapses")?,
        })
    }
}

/// Kept as text: it comes back to the last digit from both databases.
fn real(row: &Row, column: &'static str) -> Result<f64> {
    let read = row.text(column)?.parse::<f64>().ok().filter(|n| n.is_finite());
    read.ok_or_else(|| Error::Damaged(format!("column {column}")))
}

async fn put_card(on: &mut AnyConnection, learner: &UserId, card: PracticeCard) -> Result<()> {
    let sql = sql("INSERT INTO practice_cards (learner, item, due, last_asked, stability, difficulty, \
                   asked, lapses) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                   ON CONFLICT (learner, item) DO UPDATE SET due = excluded.due, \
                   last_asked = excluded.last_asked, stability = excluded.stability, \
                   difficulty = excluded.difficulty, asked = excluded.asked, lapses = excluded.lapses")
    .bind(learner)
    .bind(card.item)
    .bind(card.due)
    .bind(card.last)
    .bind(card.stability.to_string())
    .bind(card.difficulty.to_string())
    .bind(card.asked)
    .bind(card.lapses);
    sql.run(on).await.map(drop)
}

#[async_trait]
impl Practice for Database {
    async fn keep_attempt(&self, learner: &UserId, at: Millis, new: NewAttempt) -> Result<ChartAttempt> {
        let mut transaction = self.begin().await?;
        let id = AttemptId::fresh(at);
        let sql =
            sql("INSERT INTO chart_attempts (id, learner, chart, started, finished, seconds, hints, \
                       codes_right, codes, errors, given, grade) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            .bind(&id)
            .bind(learner)
            .bind(&new.chart)
            .bind(new.started)
            .bind(at)
            .bind(new.seconds)
            .bind(new.hints)
            .bind(new.codes_right)
            .bind(new.codes)
            .bind(new.errors)
            .bind(&new.given)
            .bind(&new.grade);
        sql.run(&mut transaction).await.map_err(|e| e.about("attempt", "user"))?;
        transaction.commit().await?;
        Ok(ChartAttempt { id, learner: learner.clone(), about: new, finished: at })
    }

    async fn attempt(&self, learner: &UserId, id: &AttemptId) -> Result<ChartAttempt> {
        let sql =
            composed(format!("SELECT {ATTEMPT} FROM chart_attempts WHERE learner = $1 AND id = $2"));
        sql.bind(learner).bind(id).one(&mut *self.reader().await?, "attempt").await
    }

    async fn attempts(&self, learner: &UserId) -> Result<Vec<ChartAttempt>> {
        let sql = composed(format!(
            "SELECT {ATTEMPT} FROM chart_attempts WHERE learner = $1 ORDER BY finished, id"
        ));
        sql.bind(learner).all(&mut *self.reader().await?).await
    }

    async fn keep_answer(
        &self,
        learner: &UserId,
        answer: PracticeAnswer,
        card: Option<PracticeCard>,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let sql =
            sql("INSERT INTO practice_answers (learner, item, day, kind, subject, was_right, seconds, \
                       answered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING")
            .bind(learner)
            .bind(answer.item)
            .bind(answer.day)
            .bind(answer.kind.id())
            .bind(answer.subject)
            .bind(answer.right)
            .bind(answer.seconds)
            .bind(answer.at);
        let kept = sql.run(&mut transaction).await.map_err(|e| e.about("answer", "user"))? == 1;
        if let Some(card) = card.filter(|_| kept) {
            put_card(&mut transaction, learner, card).await?;
        }
        transaction.commit().await?;
        Ok(kept)
    }

    async fn answers(&self, learner: &UserId, since: Millis) -> Result<Vec<PracticeAnswer>> {
        let sql =
            sql("SELECT item, day, kind, subject, was_right, seconds, answered FROM practice_answers \
                       WHERE learner = $1 AND answered >= $2 ORDER BY answered, item");
        sql.bind(learner).bind(since).all(&mut *self.reader().await?).await
    }

    async fn card(&self, learner: &UserId, item: &str) -> Result<Option<PracticeCard>> {
        let sql =
            composed(format!("SELECT {CARD} FROM practice_cards WHERE learner = $1 AND item = $2"));
        sql.bind(learner).bind(item).first(&mut *self.reader().await?).await
    }

    async fn cards(&self, learner: &UserId) -> Result<Vec<PracticeCard>> {
        let sql =
            composed(format!("SELECT {CARD} FROM practice_cards WHERE learner = $1 ORDER BY item"));
        sql.bind(learner).all(&mut *self.reader().await?).await
    }
}

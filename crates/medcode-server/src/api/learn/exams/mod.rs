//! Mock exams: what is known of the real ones, a form that is sat against the clock, its result, and what
//! many forms say of their items.

pub(crate) mod catalogue;
mod finish;
mod form;
pub(crate) mod items;
pub(crate) mod result;
pub(crate) mod sit;

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::App;
use medcode_learn::exam::{Clock, Stands};
use medcode_store::{Exam, ExamId};

pub(crate) fn routes() -> Vec<Row> {
    let list = About::new("The exams: what was read of the real ones, and what can be sat of them");
    let begin = About::new("Draws a form and begins it; nothing of its answers is told before its end");
    let taken = About::new("The caller's exams, the newest first");
    let one = About::new("An exam as it stands: items, answers given, time left by the server's clock");
    let answer = About::new("Keeps an answer or a flag at once");
    let result = About::new("The result of an exam that is over, with the reasons of every item");
    let stats = About::new("What the answers of everybody say of each item; no names");
    vec![
        get("/api/v1/learn/exams", Need::Learn, catalogue::list)
            .about(list.gives::<Vec<catalogue::WireExam>>()),
        post("/api/v1/learn/exams", Need::Learn, sit::begin)
            .about(begin.takes::<sit::Asked>().gives::<sit::Taken>().status(201)),
        get("/api/v1/learn/exams/taken", Need::Learn, sit::taken)
            .about(taken.gives::<Vec<sit::Taken>>()),
        get("/api/v1/learn/exams/items", Need::Teach, items::list)
            .about(stats.gives::<Vec<items::WireItem>>()),
        get("/api/v1/learn/exams/items.csv", Need::Teach, items::csv)
            .about(About::new("The same as CSV").gives_bytes("text/csv")),
        get("/api/v1/learn/exams/{id}", Need::Learn, sit::one).about(one.gives::<sit::Sitting>()),
        put("/api/v1/learn/exams/{id}/items/{place}", Need::Learn, sit::answer)
            .about(answer.takes::<sit::Answered>().gives::<sit::Left>()),
        post("/api/v1/learn/exams/{id}/pause", Need::Learn, sit::pause)
            .about(About::new("Stops the clock, where it may be stopped").gives::<sit::Left>()),
        post("/api/v1/learn/exams/{id}/resume", Need::Learn, sit::resume)
            .about(About::new("Lets the clock go on").gives::<sit::Left>()),
        post("/api/v1/learn/exams/{id}/hand-in", Need::Learn, sit::hand_in)
            .about(About::new("Ends the exam").gives::<sit::Taken>()),
        get("/api/v1/learn/exams/{id}/result", Need::Learn, result::one)
            .about(result.gives::<result::Result>()),
    ]
}

/// The caller's own exam; of another's nobody learns that it exists. One whose time is over is ended.
pub(crate) async fn own(app: &App, who: &Who, id: &str) -> Result<Exam, Fault> {
    let exam = app.store.exam(&ExamId::new(id)).await?;
    if exam.user != who.id {
        return Err(Fault::missing("there is no such exam"));
    }
    finish::if_over(app, who, exam).await
}

/// How an exam stands now.
fn stands(exam: &Exam) -> Stands {
    let clock = Clock { deadline: exam.deadline, paused: exam.paused, finished: exam.finished };
    clock.stands(crate::clock::now())
}

//! The end of an exam: every item judged, the result kept.

use super::form::{FormDoc, ItemDoc};
use super::{sit, stands};
use crate::api::learn::library;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::App;
use medcode::Engine;
use medcode::model::Date;
use medcode_learn::exam::Stands;
use medcode_learn::grade::grade;
use medcode_learn::read_answers;
use medcode_store::{Ending, Error, Exam, ExamAnswer, Finish, ItemOutcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The result as it is kept beside the form.
#[derive(Serialize, Deserialize)]
pub(super) struct ResultDoc {
    pub(super) items: Vec<JudgedDoc>,
}

/// An item that was judged.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct JudgedDoc {
    pub(super) given: Option<String>,
    pub(super) flagged: bool,
    pub(super) right: bool,
    /// Why it could not be judged: it does not count.
    pub(super) not_judged: Option<String>,
    /// What was wrong with a coded chart.
    pub(super) errors: Vec<String>,
    /// Codes right in everything, of all.
    pub(super) codes: Option<(u32, u32)>,
}

/// Ends an exam whose time is over; what was kept until then counts.
pub(super) async fn if_over(app: &App, who: &Who, exam: Exam) -> Result<Exam, Fault> {
    match stands(&exam) {
        Stands::Over if exam.finished.is_none() => now(app, who, exam, Ending::OutOfTime).await,
        _ => Ok(exam),
    }
}

/// Ends an exam.
pub(super) async fn now(app: &App, who: &Who, exam: Exam, ending: Ending) -> Result<Exam, Fault> {
    let form = sit::form(app, &exam).await?;
    let answers = app.store.exam_answers(&exam.id).await?;
    let (engine, today) = (app.engine(), crate::clock::today());
    let (form, result) = crate::api::work(move || {
        let result = judged(&engine, &form, answers, today);
        (form, result)
    })
    .await?;
    let change = who.change();
    let finish = Finish {
        ending,
        at: if ending == Ending::OutOfTime { exam.deadline } else { change.at },
        outcomes: outcomes(&form, &result),
        result: serde_json::to_string(&result).map_err(Fault::internal)?,
    };
    match app.store.finish_exam(&change, &exam.id, finish).await {
        // Another window of the same person was faster.
        Err(Error::Refused(_)) => Ok(app.store.exam(&exam.id).await?),
        other => Ok(other?),
    }
}

fn outcomes(form: &FormDoc, result: &ResultDoc) -> Vec<ItemOutcome> {
    let all = (0i64..).zip(form.items.iter().zip(&result.items));
    all.filter(|(_, (_, judged))| judged.not_judged.is_none())
        .map(|(item, (doc, judged))| ItemOutcome {
            item,
            name: doc.key.clone(),
            domain: doc.domain.clone(),
            right: judged.right,
        })
        .collect()
}

fn judged(engine: &Engine, form: &FormDoc, answers: Vec<ExamAnswer>, today: Date) -> ResultDoc {
    let mut by_item: BTreeMap<i64, ExamAnswer> = answers.into_iter().map(|a| (a.item, a)).collect();
    let items = (0i64..).zip(&form.items).map(|(n, item)| {
        let (given, flagged) = by_item.remove(&n).map_or((None, false), |a| (a.answer, a.flagged));
        let judged = match item.choices.is_empty() {
            true => of_chart(engine, item, given.as_deref(), today),
            false => {
                let right = given.as_deref().and_then(|g| g.parse().ok()) == Some(item.right);
                JudgedDoc { right, ..JudgedDoc::default() }
            }
        };
        JudgedDoc { given, flagged, ..judged }
    });
    ResultDoc { items: items.collect() }
}

/// A coded chart is right without a material error, as everywhere.
fn of_chart(engine: &Engine, item: &ItemDoc, given: Option<&str>, today: Date) -> JudgedDoc {
    let not = |why: String| JudgedDoc { not_judged: Some(why), ..JudgedDoc::default() };
    let chart = item.key.strip_prefix("chart ").and_then(|id| library().chart(id));
    let Some(chart) = chart else {
        return not("the chart is not part of this version any more".to_owned());
    };
    let day = chart.labelled.note.date_of_service.unwrap_or(today);
    let (codes, mistakes) = read_answers("answer", given.unwrap_or_default(), engine, day);
    match grade(engine, chart, &codes, today) {
        Err(none) => not(none.to_string()),
        Ok(grade) => {
            let unread = mistakes.iter().map(|m| format!("line {}: {}", m.line, m.what));
            let errors = grade.faults.iter().map(|f| match f.why.is_empty() {
                true => f.what.clone(),
                false => format!("{} ({})", f.what, f.why),
            });
            let errors: Vec<String> = unread.chain(errors).collect();
            JudgedDoc {
                right: errors.is_empty(),
                errors,
                codes: Some(grade.codes),
                ..JudgedDoc::default()
            }
        }
    }
}

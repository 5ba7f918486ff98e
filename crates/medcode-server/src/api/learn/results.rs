//! What each member of a cohort did of each assignment: for its teacher, and as a CSV file.

use super::cohorts::{WireAssignment, WireCohort, Work, wire};
use super::{library, short};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use medcode::model::Date;
use medcode_store::{
    ChartAttempt, CohortId, Millis, NewEntry, PracticeAnswer, PracticeKind, Subject, SubjectKind,
};
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The results of a cohort.
#[derive(Serialize, ToSchema)]
#[schema(as = CohortResults)]
pub(crate) struct Results {
    pub(crate) cohort: WireCohort,
    pub(crate) assignments: Vec<WireAssignment>,
    /// One a member, by name.
    pub(crate) members: Vec<Member>,
}

/// A member with the results, in the order of the assignments.
#[derive(Serialize, ToSchema)]
#[schema(as = CohortMember)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) results: Vec<Did>,
}

/// What was done of an assignment since it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AssignmentResult)]
pub(crate) struct Did {
    /// Charts coded or questions answered, of so many.
    pub(crate) done: usize,
    pub(crate) of: usize,
    /// Codes or answers right the first time, of so many.
    pub(crate) right: i64,
    pub(crate) points: i64,
    /// Done after the last day.
    pub(crate) late: usize,
    /// Seconds of work.
    pub(crate) seconds: i64,
    /// The day the last of it was done.
    pub(crate) last: Option<String>,
    /// Charts that are left.
    pub(crate) left: Vec<String>,
}

impl Did {
    /// What was right, in hundredths; none where nothing was done.
    pub(crate) fn hundredths(&self) -> Option<i64> {
        (self.done > 0).then(|| super::charts::hundredths(self.right, self.points))
    }

    fn count(&mut self, day: Date, due: Option<Date>, right: i64, points: i64, seconds: i64) {
        self.done += 1;
        self.right += right;
        self.points += points;
        self.seconds += seconds;
        self.late += usize::from(due.is_some_and(|d| day > d));
        self.last = self.last.take().max(Some(day.to_string()));
    }
}

/// What a learner did of an assignment since it was given: of each chart and question the first time,
/// since a later one knows the answer.
pub(super) fn done_of(
    work: &Work,
    since: Millis,
    due: Option<Date>,
    attempts: &[ChartAttempt],
    answers: &[PracticeAnswer],
) -> Did {
    let mut did = Did { of: work.charts.len() + work.questions, ..Did::default() };
    for chart in &work.charts {
        let first = attempts.iter().find(|a| a.finished >= since && short(&a.about.chart) == chart);
        match first {
            Some(a) => {
                let (day, about) = (super::progress::day_of_attempt(a), &a.about);
                did.count(day, due, about.codes_right, about.codes, about.seconds);
            }
            None => did.left.push(chart.clone()),
        }
    }
    let asked: BTreeSet<&str> = match work.questions {
        0 => BTreeSet::new(),
        _ => library().questions.iter().filter(|q| work.asks(q)).map(|q| q.id.as_str()).collect(),
    };
    let mut seen = BTreeSet::new();
    let answers = answers.iter().filter(|a| a.kind == PracticeKind::Question && a.at >= since);
    let first = answers.filter(|a| asked.contains(a.item.as_str()) && seen.insert(a.item.as_str()));
    for a in first.take(work.questions) {
        did.count(a.day, due, i64::from(a.right), 1, a.seconds);
    }
    did
}

pub(super) async fn read(State(app): Shared, Path(id): Path<String>) -> Result<Json<Results>, Fault> {
    Ok(Json(of(&app, id).await?))
}

/// The results of a cohort.
pub(crate) async fn of(app: &App, id: String) -> Result<Results, Fault> {
    let id = CohortId::new(id);
    let cohort = app.store.cohort(&id).await?;
    let kept = app.store.assignments(&id).await?;
    let works: Vec<Work> = kept.iter().map(Work::of).collect::<Result<_, _>>()?;
    let mut members = Vec::new();
    for member in app.store.cohort_members(&id).await? {
        let user = app.store.user(&member).await?;
        let (attempts, answers) =
            (app.store.attempts(&member).await?, app.store.answers(&member, 0).await?);
        let given = kept.iter().zip(&works);
        let results =
            given.map(|(a, w)| done_of(w, a.created, a.about.due, &attempts, &answers)).collect();
        members.push(Member { id: member.to_string(), name: user.name, login: user.login, results });
    }
    members.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let assignments = kept.iter().zip(works).map(|(a, w)| wire(a, w)).collect();
    Ok(Results { cohort: cohort.into(), assignments, members })
}

const HEAD: [&str; 11] = [
    "name",
    "login",
    "assignment",
    "kind",
    "due",
    "done",
    "of",
    "right_percent",
    "late",
    "last_day",
    "minutes",
];

pub(super) async fn csv(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let results = of(&app, id).await?;
    let subject = Subject::new(SubjectKind::Cohort, &results.cohort.id);
    let entry = NewEntry { action: "cohort.exported".into(), subject, detail: "{}".into() };
    app.store.log(&who.change(), entry).await?;
    let mut text = String::new();
    crate::api::csv::row(&mut text, HEAD);
    for member in &results.members {
        for (work, did) in results.assignments.iter().zip(&member.results) {
            row(&mut text, member, work, did);
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"results.csv\""),
    ];
    Ok((headers, text).into_response())
}

fn row(to: &mut String, member: &Member, work: &WireAssignment, did: &Did) {
    let number = |n: usize| n.to_string();
    let right = did.hundredths().map(|n| n.to_string()).unwrap_or_default();
    let (done, of, late) = (number(did.done), number(did.of), number(did.late));
    let minutes = (did.seconds / 60).to_string();
    let fields = [
        member.name.as_str(),
        &member.login,
        &work.title,
        work.kind,
        work.due.as_deref().unwrap_or_default(),
        &done,
        &of,
        &right,
        &late,
        did.last.as_deref().unwrap_or_default(),
        &minutes,
    ];
    crate::api::csv::row(to, fields);
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_store::{AttemptId, NewAttempt, UserId};

    fn attempt(chart: &str, day: &str, finished: i64, right: i64) -> ChartAttempt {
        let about = NewAttempt {
            chart: chart.to_owned(),
            started: 0,
            seconds: 120,
            hints: 0,
            codes_right: right,
            codes: 4,
            errors: 4 - right,
            given: "[]".to_owned(),
            grade: format!(r#"{{"day":"{day}","marks":[]}}"#),
        };
        ChartAttempt { id: AttemptId::new("a"), learner: UserId::new("u"), about, finished }
    }

    #[test]
    fn of_each_chart_the_first_attempt_since_it_was_given_counts() {
        let attempts = [
            attempt("ed/stairs-ankle", "2026-05-01", 10, 4),
            attempt("ed/stairs-ankle", "2026-05-12", 110, 1),
            attempt("ed/stairs-ankle", "2026-05-13", 120, 4),
        ];
        let work = Work {
            charts: vec!["stairs-ankle".to_owned(), "toddler-ear".to_owned()],
            ..Work::default()
        };
        let did = done_of(&work, 100, "2026-05-11".parse().ok(), &attempts, &[]);
        assert_eq!((did.done, did.of, did.right, did.points, did.late), (1, 2, 1, 4, 1));
        assert_eq!((did.hundredths(), did.left.as_slice()), (Some(25), &["toddler-ear".to_owned()][..]));
        assert_eq!(work.next(&did).as_deref(), Some("/learn/charts/toddler-ear"));
    }

    #[test]
    fn of_each_question_the_first_answer_counts_and_no_more_than_were_asked() {
        let of_domain: Vec<&str> =
            library().questions.iter().filter(|q| q.domain == "hcpcs").map(|q| q.id.as_str()).collect();
        let answer = |item: &str, at: i64, right: bool| PracticeAnswer {
            item: item.to_owned(),
            day: "2026-05-12".parse().unwrap(),
            kind: PracticeKind::Question,
            subject: "hcpcs".to_owned(),
            right,
            seconds: 10,
            at,
        };
        let answers = [
            answer(of_domain[0], 5, true),
            answer(of_domain[1], 110, false),
            answer(of_domain[1], 120, true),
            answer("of another domain", 130, true),
            answer(of_domain[2], 140, true),
            answer(of_domain[3], 150, true),
        ];
        let work = Work { domain: "hcpcs".to_owned(), questions: 2, ..Work::default() };
        let did = done_of(&work, 100, None, &[], &answers);
        assert_eq!((did.done, did.of, did.right, did.points, did.late), (2, 2, 1, 2, 0));
        assert_eq!(work.next(&did), None);
    }
}

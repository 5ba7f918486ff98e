//! The result of an exam: by domain with how sure it is, the chance to pass, what to practise, and every
//! item with its reasons.

use super::finish::ResultDoc;
use super::form::{FormDoc, ItemDoc};
use super::sit::{Taken, form};
use super::{own, stands};
use crate::api::learn::{ToPractise, domain_name, library, short};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_learn::Credential;
use medcode_learn::exam::chance::chance;
use medcode_learn::exam::{DomainResult, Spec, Stands, Takes, by_domain, with_services};
use medcode_learn::mastery::Share;
use medcode_store::Exam;
use serde::Serialize;
use utoipa::ToSchema;

/// The mark of ours where no share of right answers is published.
const OURS: [u32; 3] = [70, 75, 80];

/// The result of an exam.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamResult)]
pub(crate) struct Result {
    pub(crate) exam: Taken,
    /// Right items, of those that could be judged.
    pub(crate) right: u32,
    pub(crate) of: u32,
    /// Percent, and between which the true share lies with 95 % (Wilson).
    pub(crate) percent: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The passing share that was read, in percent; none where only a scaled score is published.
    pub(crate) mark: Option<u32>,
    /// Items that could not be judged and do not count.
    pub(crate) not_judged: u32,
    pub(crate) domains: Vec<WireResult>,
    pub(crate) chances: Vec<WireChance>,
    pub(crate) items: Vec<Judged>,
}

/// A domain.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamDomainResult)]
pub(crate) struct WireResult {
    pub(crate) domain: String,
    pub(crate) right: u32,
    pub(crate) of: u32,
    pub(crate) percent: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Below the mark.
    pub(crate) weak: bool,
    pub(crate) practise: Vec<ToPractise>,
}

/// The chance to reach a mark in a whole form of items like these.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamChance)]
pub(crate) struct WireChance {
    /// Percent of right answers.
    pub(crate) mark: u32,
    /// The passing score as it was read; else a mark of ours.
    pub(crate) published: bool,
    /// Percent; none where too few answers count.
    pub(crate) percent: Option<f64>,
    /// Answers that it rests on, older ones counted less.
    pub(crate) answers: f64,
}

/// An item with what was right.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamJudged)]
pub(crate) struct Judged {
    pub(crate) key: String,
    pub(crate) domain: String,
    pub(crate) note: Option<String>,
    pub(crate) stem: String,
    pub(crate) choices: Vec<Shown>,
    /// What was typed for a chart.
    pub(crate) typed: Option<String>,
    pub(crate) flagged: bool,
    pub(crate) answered: bool,
    pub(crate) right: bool,
    pub(crate) not_judged: Option<String>,
    pub(crate) errors: Vec<String>,
    /// Codes right in everything, and all.
    pub(crate) codes: Option<(u32, u32)>,
    pub(crate) source: String,
}

/// An answer with its reason.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamShown)]
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) why: String,
    pub(crate) right: bool,
    pub(crate) given: bool,
}

pub(super) async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> std::result::Result<Json<Result>, Fault> {
    let exam = own(&app, &who, &id).await?;
    of(&app, &exam).await.map(Json)
}

/// The result of an exam that is over.
pub(crate) async fn of(app: &App, exam: &Exam) -> std::result::Result<Result, Fault> {
    if stands(exam) != Stands::Over {
        return Err(Fault::refused("the exam runs: its result is told when it is over"));
    }
    let form = form(app, exam).await?;
    let text = app.store.exam_result(&exam.id).await?.unwrap_or_default();
    let result: ResultDoc = serde_json::from_str(&text).map_err(Fault::internal)?;
    let spec = Credential::parse(&exam.credential).and_then(|c| library().exams.spec(c));
    let mut tally = Share::default();
    let counted = || form.items.iter().zip(&result.items).filter(|(_, r)| r.not_judged.is_none());
    counted().for_each(|(_, r)| tally.count(r.right));
    let domains = spec.as_ref().map_or_else(Vec::new, |spec| {
        let all = counted().map(|(item, r)| (item.domain.as_str(), r.right));
        let mark = f64::from(form.mark.unwrap_or(OURS[0])) / 100.0;
        by_domain(spec, all).iter().map(|d| domain(spec, d, mark)).collect()
    });
    let (low, high) = tally.interval().unwrap_or((0.0, 1.0));
    Ok(Result {
        exam: Taken::from(exam),
        right: tally.right,
        of: tally.of,
        percent: percent(tally.value().unwrap_or(0.0)),
        low: percent(low),
        high: percent(high),
        mark: form.mark,
        not_judged: u32::try_from(form.items.len()).unwrap_or(0).saturating_sub(tally.of),
        domains,
        chances: chances(app, exam, &form).await?,
        items: form.items.into_iter().zip(result.items).map(|(i, r)| judged(i, r)).collect(),
    })
}

/// To a tenth of a percent.
fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

fn domain(spec: &Spec, result: &DomainResult, mark: f64) -> WireResult {
    let (low, high) = result.tally.interval().unwrap_or((0.0, 1.0));
    let share = result.tally.value().unwrap_or(0.0);
    WireResult {
        domain: result.domain.clone(),
        right: result.tally.right,
        of: result.tally.of,
        percent: percent(share),
        low: percent(low),
        high: percent(high),
        weak: share < mark,
        practise: practise(spec, &result.domain),
    }
}

/// Where the items of a domain can be practised.
fn practise(spec: &Spec, domain: &str) -> Vec<ToPractise> {
    let topics = library().exams.topics.iter();
    let mut out: Vec<ToPractise> = Vec::new();
    for topic in topics.filter(|t| t.credential == spec.credential && t.domain == domain) {
        for next in links(&topic.takes) {
            if !out.iter().any(|p| p.href == next.href) {
                out.push(next);
            }
        }
    }
    out
}

/// Charts that are named one by one.
const CHARTS: usize = 4;

fn links(takes: &Takes) -> Vec<ToPractise> {
    let questions = |from: &str| ToPractise {
        text: format!("Questions: {}", named(from)),
        href: format!("/learn/questions?domain={from}"),
    };
    let charts =
        |text: String, setting: &str| ToPractise { text, href: format!("/learn?setting={setting}") };
    match takes {
        Takes::Questions(from) => vec![questions(from)],
        Takes::Question(id) => {
            let found = library().questions.iter().find(|q| q.id == *id);
            found
                .map(|q| questions(&format!("{}/{}", q.domain, short(q.file.trim_end_matches(".md")))))
                .into_iter()
                .collect()
        }
        Takes::Drill(kind) => vec![ToPractise {
            text: format!("Drill: {}", kind.about()),
            href: format!("/learn/drills?kind={}", kind.id()),
        }],
        Takes::Case(_, setting) | Takes::Chart(setting) => {
            vec![charts(format!("Charts: {}", setting.id().replace('_', " ")), setting.id())]
        }
        Takes::Services(from, to) => with_services(library(), *from, *to)
            .take(CHARTS)
            .map(|c| ToPractise {
                text: format!("Chart: {}", c.title),
                href: format!("/learn/charts/{}", short(&c.id)),
            })
            .collect(),
    }
}

/// A domain in words, or the theme of a file of it.
fn named(from: &str) -> &str {
    let file = library().questions.iter().find(|q| from.contains('/') && q.is_of(from));
    file.map_or_else(|| domain_name(from), |q| q.theme.as_str())
}

/// From exams of this credential under its conditions, up to this one.
async fn chances(app: &App, exam: &Exam, form: &FormDoc) -> std::result::Result<Vec<WireChance>, Fault> {
    let mut before: Vec<Exam> = app.store.exams(&exam.user).await?;
    before.retain(|e| {
        e.strict && e.finished.is_some() && e.credential == exam.credential && e.started <= exam.started
    });
    before.sort_by_key(|e| e.started);
    let count = |n: i64| u32::try_from(n).unwrap_or(0);
    let tallies: Vec<Share> = before
        .iter()
        .filter_map(|e| Some(Share { right: count(e.right?), of: count(e.items) }))
        .collect();
    let marks: Vec<(u32, bool)> = match form.mark {
        Some(mark) => vec![(mark, true)],
        None => OURS.map(|mark| (mark, false)).to_vec(),
    };
    let one = |(mark, published): (u32, bool)| {
        let needed = (mark * form.whole).div_ceil(100);
        let found = chance(&tallies, form.whole, needed);
        WireChance {
            mark,
            published,
            percent: found.map(|c| percent(c.chance)),
            answers: found.map_or(0.0, |c| c.answers),
        }
    };
    Ok(marks.into_iter().map(one).collect())
}

fn judged(item: ItemDoc, result: super::finish::JudgedDoc) -> Judged {
    let given = result.given.as_deref().and_then(|g| g.parse::<usize>().ok());
    let of_chart = item.choices.is_empty();
    let right = item.right;
    let shown = |(n, c): (usize, super::form::ChoiceDoc)| Shown {
        text: c.text,
        why: c.why,
        right: n == right,
        given: Some(n) == given,
    };
    Judged {
        key: item.key,
        domain: item.domain,
        note: item.note,
        stem: item.stem,
        choices: item.choices.into_iter().enumerate().map(shown).collect(),
        answered: result.given.is_some(),
        typed: result.given.filter(|_| of_chart),
        flagged: result.flagged,
        right: result.right,
        not_judged: result.not_judged,
        errors: result.errors,
        codes: result.codes,
        source: item.source,
    }
}

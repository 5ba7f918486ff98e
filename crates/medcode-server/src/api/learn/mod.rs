//! What learners practise: charts, questions, drills, their progress, and what cohorts are given.

pub(crate) mod answers;
pub(crate) mod ce;
pub(crate) mod charts;
pub(crate) mod cohorts;
mod drills;
pub(crate) mod exams;
mod grade;
pub(crate) mod home;
mod line;
pub(crate) mod progress;
pub(crate) mod results;
mod session;

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, delete, get, post, put};
use crate::state::App;
use medcode::AsOf;
use medcode_learn::drill::{Kind, Skill, Topic};
use medcode_learn::grade::Exercise;
use medcode_learn::{Chart, Library};
use medcode_store::{PracticeCard, UserId};
use serde::Serialize;
use std::sync::LazyLock;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    [of_charts(), of_items(), of_cohorts(), exams::routes(), ce::routes()].concat()
}

fn of_charts() -> Vec<Row> {
    let one = About::new("A practice chart to be coded: without its codes and hints");
    let hints = About::new("The first hints of a practice chart");
    let line = About::new("Reads a code as it is typed: E11.22 poa=Y, 99213-25, J1885 x4");
    let grade =
        About::new("Grades the codes of a practice chart, explains each error, keeps the attempt");
    vec![
        get("/api/v1/learn", Need::Learn, home::home)
            .about(About::new("What is due, assigned, and next to practise").gives::<home::Home>()),
        get("/api/v1/learn/charts", Need::Learn, charts::list).about(
            About::new("The practice charts, with what the caller did of them")
                .gives::<Vec<charts::ChartLine>>(),
        ),
        get("/api/v1/learn/charts/{id}", Need::Learn, charts::one).about(one.gives::<charts::ToCode>()),
        get("/api/v1/learn/charts/{id}/hints/{count}", Need::Learn, charts::hints)
            .about(hints.gives::<Vec<String>>()),
        get("/api/v1/learn/line", Need::Learn, line::read)
            .about(line.query::<line::Asked>().gives::<line::Typed>()),
        post("/api/v1/learn/charts/{id}/grade", Need::Learn, grade::grade)
            .about(grade.takes::<grade::Asked>().gives::<grade::Graded>()),
    ]
}

fn of_items() -> Vec<Row> {
    let session = About::new("Items of a session, what is due first; without their answers");
    let answer = About::new("Judges an answer, gives the reasons of all four, keeps it");
    let progress = About::new("What the caller practised, mastered, and will see again");
    vec![
        post("/api/v1/learn/sessions", Need::Learn, session::begin)
            .about(session.takes::<session::Asked>().gives::<session::Session>()),
        post("/api/v1/learn/answers", Need::Learn, answers::answer)
            .about(answer.takes::<answers::Asked>().gives::<answers::Judged>()),
        get("/api/v1/learn/progress", Need::Learn, progress::mine)
            .about(progress.gives::<progress::Progress>()),
    ]
}

fn of_cohorts() -> Vec<Row> {
    let change = About::new("Gives a cohort its name and members");
    let assign = About::new("Gives a cohort charts or questions to do");
    let results = About::new("What each member did of each assignment");
    let sheet = About::new("The results as a CSV file; taking it out is logged");
    let learner = About::new("The progress of a member of a cohort");
    vec![
        get("/api/v1/learn/cohorts", Need::Teach, cohorts::list)
            .about(About::new("All cohorts").gives::<Vec<cohorts::WireCohort>>()),
        post("/api/v1/learn/cohorts", Need::Teach, cohorts::make).about(
            About::new("Makes a cohort")
                .takes::<cohorts::New>()
                .gives::<cohorts::WireCohort>()
                .status(201),
        ),
        put("/api/v1/learn/cohorts/{id}", Need::Teach, cohorts::change)
            .about(change.takes::<cohorts::Changed>().gives::<cohorts::WireCohort>()),
        delete("/api/v1/learn/cohorts/{id}", Need::Teach, cohorts::remove)
            .about(About::new("Removes a cohort and its assignments").gives::<super::Done>()),
        post("/api/v1/learn/cohorts/{id}/assignments", Need::Teach, cohorts::assign)
            .about(assign.takes::<cohorts::NewWork>().gives::<cohorts::WireAssignment>().status(201)),
        delete("/api/v1/learn/assignments/{id}", Need::Teach, cohorts::take_back)
            .about(About::new("Takes an assignment back").gives::<super::Done>()),
        get("/api/v1/learn/cohorts/{id}/results", Need::Teach, results::read)
            .about(results.gives::<results::Results>()),
        get("/api/v1/learn/cohorts/{id}/results.csv", Need::Teach, results::csv)
            .about(sheet.gives_bytes("text/csv")),
        get("/api/v1/learn/cohorts/{id}/learners/{user}", Need::Teach, progress::of_member)
            .about(learner.gives::<progress::Progress>()),
    ]
}

/// The charts and questions that are part of medcode, read once.
pub(crate) fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);
    &LIBRARY
}

/// The chart with this name.
pub(crate) fn chart(id: &str) -> Result<&'static Chart, Fault> {
    library().chart(id).ok_or_else(|| Fault::missing("there is no such practice chart"))
}

/// The name of a chart in an address: that of its file.
pub(crate) fn short(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// Answers of today, from the nearest release where none is in force.
fn now(app: &App) -> AsOf {
    app.engine().as_of(None, None, crate::clock::today(), true)
}

/// What to practise next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ToPractise)]
pub(crate) struct ToPractise {
    /// What it is.
    pub(crate) text: String,
    /// Its page.
    pub(crate) href: String,
}

/// The exercise that an error leads to.
fn exercise(of: Exercise) -> ToPractise {
    match of {
        Exercise::Drill(kind) => ToPractise {
            text: format!("Drill: {}", kind.about()),
            href: format!("/learn/drills?kind={}", kind.id()),
        },
        Exercise::Questions(domain) => ToPractise {
            text: format!("Questions: {}", domain_name(domain)),
            href: format!("/learn/questions?domain={domain}"),
        },
    }
}

/// The exercise for errors of a kind, whatever their codes.
fn exercise_of_kind(kind: &str) -> ToPractise {
    exercise(match kind {
        "sequence" => Exercise::Drill(Kind::Sequence),
        "poa" => Exercise::Drill(Kind::Poa),
        "unit" => Exercise::Drill(Kind::Units),
        "modifier" => Exercise::Drill(Kind::Modifier),
        "level" => Exercise::Questions("cpt"),
        "not-specific" => Exercise::Drill(Kind::Billable),
        _ => Exercise::Drill(Kind::Index),
    })
}

/// A domain of the questions, in words.
pub(crate) fn domain_name(domain: &str) -> &str {
    match domain {
        "compliance" => "compliance and regulation",
        "conventions" => "conventions of ICD-10-CM",
        "cpt" => "CPT",
        "documentation" => "documentation and queries",
        "guidelines" => "Official Guidelines",
        "hcpcs" => "HCPCS Level II",
        "icd10cm" => "ICD-10-CM by body system",
        "icd10pcs" => "ICD-10-PCS",
        "reimbursement" => "reimbursement",
        "terminology" => "anatomy and terminology",
        other => other,
    }
}

/// All domains, in their order.
pub(crate) fn domains() -> Vec<&'static str> {
    let mut all: Vec<&str> = library().questions.iter().map(|q| q.domain.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A card as it is kept.
fn kept(item: &str, card: &medcode_learn::Card) -> PracticeCard {
    PracticeCard {
        item: item.to_owned(),
        due: card.due,
        last: card.last,
        stability: card.stability,
        difficulty: card.difficulty,
        asked: i64::from(card.asked),
        lapses: i64::from(card.lapses),
    }
}

/// A card as the schedule takes it.
fn card(kept: &PracticeCard) -> medcode_learn::Card {
    let count = |n: i64| u32::try_from(n).unwrap_or_default();
    medcode_learn::Card {
        due: kept.due,
        last: kept.last,
        stability: kept.stability,
        difficulty: kept.difficulty,
        asked: count(kept.asked),
        lapses: count(kept.lapses),
    }
}

/// The cards of a learner, as sessions are picked by them.
async fn cards(app: &App, learner: &UserId) -> Result<medcode_learn::Progress, Fault> {
    let mut progress = medcode_learn::Progress::default();
    for one in app.store.cards(learner).await? {
        match Skill::parse(&one.item) {
            Some(skill) => progress.skills.insert(skill, card(&one)),
            None => progress.cards.insert(one.item.clone(), card(&one)),
        };
    }
    Ok(progress)
}

/// What is kept of a drill as its subject: `seventh.c19`; before topics were kept, `seventh`.
fn subject_of(skill: Skill) -> String {
    format!("{}.{}", skill.kind.id(), skill.topic)
}

/// The kind of a subject, and the topic where it was kept.
fn drilled(subject: &str) -> Option<(Kind, Option<Topic>)> {
    match Skill::parse(&format!("drill.{subject}")) {
        Some(skill) => Some((skill.kind, Some(skill.topic))),
        None => Some((Kind::parse(subject)?, None)),
    }
}

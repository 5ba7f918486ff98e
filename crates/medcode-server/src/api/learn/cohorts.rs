//! Cohorts and what they are given: who teaches makes them.

use super::{chart, domains, library, short};
use crate::api::given::Given;
use crate::api::when::day;
use crate::api::{Done, done};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_learn::{Credential, Question};
use medcode_store::{Assignment, AssignmentId, AssignmentKind, Cohort, CohortId, NewAssignment, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest name.
const LONGEST: usize = 100;
/// Most members, charts, questions.
const MOST: usize = 500;

/// A cohort.
#[derive(Serialize, ToSchema)]
#[schema(as = Cohort)]
pub(crate) struct WireCohort {
    pub(crate) id: String,
    pub(crate) name: String,
    /// How many learn in it.
    pub(crate) members: i64,
    /// To be given back with a change.
    pub(crate) version: i64,
}

impl From<Cohort> for WireCohort {
    fn from(c: Cohort) -> Self {
        Self { id: c.id.to_string(), name: c.name, members: c.members, version: c.version }
    }
}

/// All cohorts.
pub(crate) async fn all(app: &App) -> Result<Vec<WireCohort>, Fault> {
    Ok(app.store.cohorts().await?.into_iter().map(WireCohort::from).collect())
}

pub(super) async fn list(State(app): Shared) -> Result<Json<Vec<WireCohort>>, Fault> {
    Ok(Json(all(&app).await?))
}

/// A cohort to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = CohortIn)]
pub(super) struct New {
    name: String,
}

pub(super) async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(new): Given<New>,
) -> Result<(StatusCode, Json<WireCohort>), Fault> {
    let made = app.store.create_cohort(&who.change(), &who.id, named("name", &new.name)?).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

fn named<'a>(field: &'static str, name: &'a str) -> Result<&'a str, Fault> {
    let name = name.trim();
    match name.len() {
        1..=LONGEST => Ok(name),
        _ => Err(Fault::field(field, format!("1 to {LONGEST} bytes"))),
    }
}

/// A cohort as it is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = CohortChange)]
pub(super) struct Changed {
    /// The version that was seen.
    version: i64,
    name: String,
    /// Identifiers of its members.
    #[serde(default)]
    members: Vec<String>,
}

pub(super) async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(to): Given<Changed>,
) -> Result<Json<WireCohort>, Fault> {
    if to.members.len() > MOST {
        return Err(Fault::field("members", format!("{MOST} at most")));
    }
    let members: Vec<UserId> = to.members.into_iter().map(UserId::new).collect();
    let name = named("name", &to.name)?;
    let id = CohortId::new(id);
    let changed = app.store.update_cohort(&who.change(), &id, to.version, name, &members).await?;
    Ok(Json(changed.into()))
}

pub(super) async fn remove(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    app.store.delete_cohort(&who.change(), &CohortId::new(id)).await?;
    Ok(done())
}

/// Of what an assignment consists, as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = AssignedWork)]
pub(crate) struct Work {
    /// The charts, by name.
    #[serde(default)]
    pub(crate) charts: Vec<String>,
    /// Questions of this domain; of all where it is empty.
    #[serde(default)]
    pub(crate) domain: String,
    /// Questions for this credential; for all where it is empty.
    #[serde(default)]
    pub(crate) credential: String,
    /// So many different questions.
    #[serde(default)]
    pub(crate) questions: usize,
}

impl Work {
    /// As it was kept.
    pub(crate) fn of(kept: &Assignment) -> Result<Self, Fault> {
        serde_json::from_str(&kept.about.items).map_err(Fault::internal)
    }

    /// Whether a question belongs to it.
    pub(super) fn asks(&self, question: &Question) -> bool {
        let credential = Credential::parse(&self.credential);
        (self.domain.is_empty() || self.domain == question.domain)
            && credential.is_none_or(|c| question.credentials.contains(&c))
    }

    /// The page on which it goes on; none where nothing is left.
    pub(super) fn next(&self, did: &super::results::Did) -> Option<String> {
        if did.done >= did.of {
            return None;
        }
        match did.left.first() {
            Some(chart) => Some(format!("/learn/charts/{chart}")),
            None => Some(crate::pages::link::link(
                "/learn/questions",
                &[("domain", &self.domain), ("credential", &self.credential)],
            )),
        }
    }
}

/// An assignment.
#[derive(Serialize, ToSchema)]
#[schema(as = Assignment)]
pub(crate) struct WireAssignment {
    pub(crate) id: String,
    pub(crate) title: String,
    /// `charts` or `questions`.
    pub(crate) kind: &'static str,
    pub(crate) work: Work,
    /// The last day.
    pub(crate) due: Option<String>,
}

/// An assignment, as callers see it.
pub(crate) fn wire(kept: &Assignment, work: Work) -> WireAssignment {
    WireAssignment {
        id: kept.id.to_string(),
        title: kept.about.title.clone(),
        kind: kept.about.kind.id(),
        work,
        due: kept.about.due.map(|d| d.to_string()),
    }
}

/// Work to be given.
#[derive(Deserialize, ToSchema)]
#[schema(as = AssignmentIn)]
pub(super) struct NewWork {
    title: String,
    /// `charts` or `questions`.
    kind: String,
    #[serde(default)]
    charts: Vec<String>,
    #[serde(default)]
    domain: String,
    #[serde(default)]
    credential: String,
    questions: Option<usize>,
    /// The last day.
    due: Option<String>,
}

pub(super) async fn assign(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(new): Given<NewWork>,
) -> Result<(StatusCode, Json<WireAssignment>), Fault> {
    let kind = AssignmentKind::parse(&new.kind);
    let kind = kind.ok_or_else(|| Fault::field("kind", "use charts or questions"))?;
    let work = match kind {
        AssignmentKind::Charts => Work { charts: charts(&new.charts)?, ..Work::default() },
        AssignmentKind::Questions => questions(&new)?,
    };
    let new = NewAssignment {
        title: named("title", &new.title)?.to_owned(),
        kind,
        items: serde_json::to_string(&work).map_err(Fault::internal)?,
        due: day("due", new.due.as_deref())?,
    };
    let made = app.store.create_assignment(&who.change(), &CohortId::new(id), new).await?;
    Ok((StatusCode::CREATED, Json(wire(&made, work))))
}

fn charts(names: &[String]) -> Result<Vec<String>, Fault> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        let known = chart(name).map_err(|_| Fault::field("charts", "a chart that there is not"))?;
        let name = short(&known.id).to_owned();
        if !out.contains(&name) {
            out.push(name);
        }
    }
    if out.is_empty() {
        return Err(Fault::field("charts", "choose one chart or more"));
    }
    Ok(out)
}

fn questions(new: &NewWork) -> Result<Work, Fault> {
    if !new.domain.is_empty() && !domains().contains(&new.domain.as_str()) {
        return Err(Fault::field("domain", format!("use one of {}", domains().join(", "))));
    }
    if !new.credential.is_empty() && Credential::parse(&new.credential).is_none() {
        return Err(Fault::field("credential", "use CPC, CIC, CCS or CCA"));
    }
    let work = Work {
        domain: new.domain.clone(),
        credential: new.credential.clone(),
        questions: new.questions.unwrap_or_default(),
        ..Work::default()
    };
    let there = library().questions.iter().filter(|q| work.asks(q)).count();
    if work.questions == 0 || work.questions > there.min(MOST) {
        return Err(Fault::field("questions", format!("there are {there} such questions")));
    }
    Ok(work)
}

pub(super) async fn take_back(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    app.store.delete_assignment(&who.change(), &AssignmentId::new(id)).await?;
    Ok(done())
}

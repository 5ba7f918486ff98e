//! `POST /api/v1/learn/sessions`: the items of ten minutes, what is due first. Answers and reasons stay
//! here until an item is answered.

use super::drills::{self, Ask};
use super::{cards, domain_name, drilled, library};
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode_learn::drill::{Drill, Kind};
use medcode_learn::{Credential, Question, Wanted, pick};
use medcode_store::PracticeKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How long a session takes.
const MINUTES: u32 = 10;
/// Items of a session: more than most people answer in ten minutes.
const ITEMS: usize = 40;
/// Most items that may be asked for.
const MOST: usize = 100;
/// Mastery of a kind of drill looks back so many milliseconds.
const BACK: i64 = 60 * crate::api::when::DAY;

/// What is to be practised.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = SessionWanted)]
pub(super) struct Asked {
    /// `daily`, `questions` or `drills`.
    of: String,
    /// Drills of this kind.
    #[serde(default)]
    kind: String,
    /// Questions of this domain, `cpt`, or of a file of it, `cpt/cpt-visits`.
    #[serde(default)]
    domain: String,
    /// Questions for this credential: CPC, CIC, CCS, CCA.
    #[serde(default)]
    credential: String,
    /// How many items.
    items: Option<usize>,
}

/// A session.
#[derive(Serialize, ToSchema)]
#[schema(as = PracticeSession)]
pub(super) struct Session {
    minutes: u32,
    items: Vec<Item>,
    /// How many of the items are due.
    due: usize,
    /// Kinds of drills that nothing is installed for.
    lacking: Vec<&'static str>,
}

/// An item, without its answer.
#[derive(Serialize, ToSchema)]
#[schema(as = PracticeItem)]
struct Item {
    id: String,
    /// `question` or `drill`.
    kind: &'static str,
    /// What it is about.
    head: String,
    stem: String,
    choices: Vec<String>,
    /// It comes back today; not new.
    due: bool,
}

pub(super) async fn begin(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Asked>,
) -> Result<Json<Session>, Fault> {
    let items = asked.items.unwrap_or(ITEMS).clamp(1, MOST);
    let mut session = Session { minutes: MINUTES, items: Vec::new(), due: 0, lacking: Vec::new() };
    let (questions, drills) = match asked.of.as_str() {
        "questions" => (questions(&app, &who, &asked, items).await?, Vec::new()),
        "drills" => (Vec::new(), drills(&app, &who, &asked, items, &mut session.lacking).await?),
        "daily" => {
            let questions = questions(&app, &who, &asked, items).await?;
            (questions, drills(&app, &who, &asked, items / 2, &mut session.lacking).await?)
        }
        _ => return Err(Fault::field("of", "use daily, questions or drills")),
    };
    session.due = questions.iter().chain(&drills).filter(|q| q.due).count();
    session.items = mixed(questions, drills);
    session.items.truncate(items);
    if session.items.is_empty() {
        return Err(Fault::no_data("nothing that is installed fits; status shows what is there"));
    }
    Ok(Json(session))
}

/// What is due, questions and drills in turn; then a drill before every second question.
fn mixed(questions: Vec<Item>, drills: Vec<Item>) -> Vec<Item> {
    let (due, new): (Vec<Item>, Vec<Item>) = questions.into_iter().partition(|q| q.due);
    let (due_drills, drills): (Vec<Item>, Vec<Item>) = drills.into_iter().partition(|d| d.due);
    let (mut out, mut due_drills, mut drills) = (Vec::new(), due_drills.into_iter(), drills.into_iter());
    for question in due {
        out.push(question);
        out.extend(due_drills.next());
    }
    out.extend(due_drills);
    for (n, question) in new.into_iter().enumerate() {
        if n % 2 == 0 {
            out.extend(drills.next());
        }
        out.push(question);
    }
    out.extend(drills);
    out
}

async fn questions(app: &App, who: &Who, asked: &Asked, items: usize) -> Result<Vec<Item>, Fault> {
    let credential = match asked.credential.as_str() {
        "" => None,
        text => Some(
            Credential::parse(text)
                .ok_or_else(|| Fault::field("credential", "use CPC, CIC, CCS or CCA"))?,
        ),
    };
    let domain = Some(asked.domain.clone()).filter(|d| !d.is_empty());
    if domain.as_deref().is_some_and(|d| !library().questions.iter().any(|q| q.is_of(d))) {
        return Err(Fault::field("domain", format!("use one of {}", super::domains().join(", "))));
    }
    let progress = cards(app, &who.id).await?;
    let (today, day) = (crate::clock::today(), super::now(app).date);
    let wanted = Wanted { credential, domain, items };
    let seed = crate::clock::now().unsigned_abs();
    let picked = pick(&library().questions, &progress, &wanted, day, today, seed);
    let is_due = |q: &Question| progress.cards.get(&q.id).is_some_and(|c| c.due <= today);
    Ok(picked.into_iter().map(|q| question(q, is_due(q))).collect())
}

fn question(q: &Question, due: bool) -> Item {
    Item {
        id: q.id.clone(),
        kind: PracticeKind::Question.id(),
        head: format!("{} · {} · level {}", domain_name(&q.domain), q.theme, q.difficulty),
        stem: q.stem.clone(),
        choices: q.choices.iter().map(|c| c.text.clone()).collect(),
        due,
    }
}

async fn drills(
    app: &App,
    who: &Who,
    asked: &Asked,
    items: usize,
    lacking: &mut Vec<&'static str>,
) -> Result<Vec<Item>, Fault> {
    let (only, kinds) = match asked.kind.as_str() {
        "" => (None, weakest_first(app, who, items).await?),
        text => {
            let known: Vec<&str> = Kind::ALL.iter().map(|k| k.id()).collect();
            let kind = Kind::parse(text);
            let kind =
                kind.ok_or_else(|| Fault::field("kind", format!("use one of {}", known.join(", "))))?;
            (Some(kind), vec![kind; items])
        }
    };
    let due = cards(app, &who.id).await?.due_skills(crate::clock::today());
    let due = due.into_iter().filter(|s| only.is_none_or(|k| k == s.kind)).map(Ask::Due);
    let wanted: Vec<Ask> = due.chain(kinds.into_iter().map(Ask::New)).collect();
    let (engine, day, seed) = (app.engine(), super::now(app).date, crate::clock::now().unsigned_abs());
    let seed = seed << 16;
    let made = crate::api::work(move || drills::made(&engine, day, &wanted, seed, items)).await??;
    lacking.extend(made.lacking);
    Ok(made.drills.into_iter().map(|(due, id, d)| drill(due, id, &d)).collect())
}

fn drill(due: bool, id: String, d: &Drill) -> Item {
    Item {
        id,
        kind: PracticeKind::Drill.id(),
        head: format!("drill · {} · {}", d.kind.about(), d.topic.says()),
        stem: d.stem.clone(),
        choices: d.choices.iter().map(|c| c.text.clone()).collect(),
        due,
    }
}

/// All kinds in turn, those first that the learner got right least often lately; a kind that was never
/// practised counts as one that is half known.
async fn weakest_first(app: &App, who: &Who, items: usize) -> Result<Vec<Kind>, Fault> {
    let answers = app.store.answers(&who.id, crate::clock::now() - BACK).await?;
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for answer in answers.iter().filter(|a| a.kind == PracticeKind::Drill) {
        let Some((kind, _)) = drilled(&answer.subject) else { continue };
        let share = shares.entry(kind.id()).or_default();
        share.0 += usize::from(answer.right);
        share.1 += 1;
    }
    let mut kinds = Kind::ALL.to_vec();
    kinds.sort_by_key(|k| {
        let (right, of) = shares.get(k.id()).copied().unwrap_or_default();
        (right + 1) * 1000 / (of + 2)
    });
    Ok(kinds.into_iter().cycle().take(items).collect())
}

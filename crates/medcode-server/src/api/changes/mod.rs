//! What changed between two installed releases, and what that means for the codes that are used here.

mod asked;
mod export;
mod impact;
mod lesson;

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::{App, Shared};
pub(crate) use asked::{Asked, AskedImpact, More, SYSTEMS, pair};
use axum::extract::{Query, State};
use axum::{Extension, Json};
pub(crate) use impact::{impact, used};
use medcode::diff::Sheet;
use medcode_wire::{WireChanges, WireImpact, WireLesson};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

/// How long a program waits for a comparison.
const PATIENCE: Duration = Duration::from_secs(25);
/// Most rows of one page.
const MOST: usize = 200;
/// Rows of a page where nothing is said.
pub(crate) const USUAL: usize = 100;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/changes", Need::Look, changes).about(
            About::new("What changed between two installed releases, a page at a time")
                .query::<Asked>()
                .gives::<WireChanges>(),
        ),
        get("/api/v1/changes/progress", Need::Look, far).about(
            About::new("How far a comparison is that is being made")
                .query::<AskedProgress>()
                .gives::<Far>(),
        ),
        get("/api/v1/changes/export", Need::Look, export::export).about(
            About::new("The same as one file: CSV, or JSON with titles before and after")
                .query::<Asked>()
                .query::<export::Format>()
                .gives_bytes("text/csv"),
        ),
        get("/api/v1/changes/impact", Need::Look, of_use).about(
            About::new(
                "What it means for codes in use: of charts (for those who read charts), favourites, own \
                 rules, practice, the lexicon, a list that is given",
            )
            .query::<AskedImpact>()
            .gives::<WireImpact>(),
        ),
        get("/api/v1/changes/lesson", Need::Look, lesson::lesson).about(
            About::new("Flash cards and a quiz on what changed, what the caller works with first")
                .query::<lesson::AskedLesson>()
                .gives::<WireLesson>(),
        ),
    ]
}

/// The comparison of two releases, for a program that waits.
pub(super) async fn compared(
    app: &Arc<App>,
    system: &str,
    before: &str,
    after: &str,
) -> Result<Arc<Sheet>, Fault> {
    let pair = pair(&app.engine(), system, before, after)?;
    let pair = pair.ok_or_else(|| Fault::no_data("two releases of one system must be installed"))?;
    let sheet = app.compared.get(app, &pair, PATIENCE).await?;
    sheet.ok_or_else(Fault::not_yet)
}

async fn changes(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<WireChanges>, Fault> {
    let sheet = compared(&app, &asked.system, &asked.before, &asked.after).await?;
    let (from, limit) = (asked.from, asked.limit.unwrap_or(USUAL).clamp(1, MOST));
    let wanted = asked.wanted()?;
    let page = crate::api::work(move || {
        let found = page(&sheet, &wanted, from, limit);
        WireChanges::of(&sheet, found.found, found.rows, found.next)
    });
    Ok(Json(page.await?))
}

/// Which comparison.
#[derive(Deserialize, IntoParams)]
#[serde(default)]
#[derive(Default)]
struct AskedProgress {
    /// ICD10CM, ICD10PCS, HCPCS or CPT.
    system: String,
    /// The older release.
    before: String,
    /// The newer release.
    after: String,
}

/// How far a comparison is.
#[derive(Serialize, ToSchema)]
#[schema(as = ComparisonProgress)]
struct Far {
    /// It is being made.
    working: bool,
    /// Parts that are done.
    done: usize,
    /// Of so many.
    of: usize,
}

async fn far(State(app): Shared, Query(asked): Query<AskedProgress>) -> Result<Json<Far>, Fault> {
    let pair = pair(&app.engine(), &asked.system, &asked.before, &asked.after)?;
    let far = pair.and_then(|p| app.compared.far(&p));
    let (done, of) = far.unwrap_or_default();
    Ok(Json(Far { working: far.is_some(), done, of }))
}

/// One page of what was found.
pub(crate) struct Page {
    /// How many there are in all.
    pub(crate) found: usize,
    pub(crate) rows: Vec<medcode::diff::Row>,
    /// Where the next one begins.
    pub(crate) next: Option<usize>,
}

/// The rows from one on, at most so many.
pub(crate) fn page(sheet: &Sheet, wanted: &medcode::diff::Wanted, from: usize, limit: usize) -> Page {
    let all: Vec<usize> = sheet.find(wanted).collect();
    let rows: Vec<_> = all.iter().skip(from).take(limit).filter_map(|&at| sheet.row(at)).collect();
    let end = from.saturating_add(rows.len());
    Page { found: all.len(), next: (end < all.len()).then_some(end), rows }
}

async fn of_use(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<AskedImpact>,
) -> Result<Json<WireImpact>, Fault> {
    let sheet = compared(&app, &asked.system, &asked.before, &asked.after).await?;
    let used = used(&app, &who, asked.more()).await?;
    if used.listed == 0 && !asked.list.trim().is_empty() {
        return Err(Fault::field(
            "list",
            "no code in it: one a line, or CSV with a column headed `code`",
        ));
    }
    let report = impact(&app, sheet, used.uses).await?;
    Ok(Json(WireImpact::from(&report)))
}

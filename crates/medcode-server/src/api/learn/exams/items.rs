//! What the answers of everybody say of each item: how hard it is, and whether it tells who knows more.

use crate::api::csv::row;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use medcode_learn::exam::items::{ItemStatistics, Outcome, statistics};
use medcode_store::{CountedItem, NewEntry, Subject, SubjectKind};
use serde::Serialize;
use utoipa::ToSchema;

/// An item.
#[derive(Serialize, ToSchema)]
#[schema(as = MockExamItemStatistics)]
pub(crate) struct WireItem {
    /// `question ID`, `case CHART PART`, `chart CHART`, `drill KIND` (all drills of a kind together).
    pub(crate) item: String,
    pub(crate) domain: String,
    pub(crate) asked: u32,
    pub(crate) right: u32,
    /// Percent that had it right.
    pub(crate) percent: f64,
    /// Point-biserial correlation with the rest of the form; none where too few answers tell.
    pub(crate) discrimination: Option<f64>,
}

impl From<ItemStatistics> for WireItem {
    fn from(s: ItemStatistics) -> Self {
        Self {
            item: s.key,
            domain: s.domain,
            asked: s.asked,
            right: s.right,
            percent: (s.difficulty * 1000.0).round() / 10.0,
            discrimination: s.discrimination.map(|d| (d * 100.0).round() / 100.0),
        }
    }
}

/// The items that were asked, the hardest first.
pub(crate) async fn all(app: &App) -> Result<Vec<WireItem>, Fault> {
    let outcomes: Vec<Outcome> = app.store.counted_items().await?.into_iter().map(outcome).collect();
    let mut found = statistics(&outcomes);
    found.sort_by(|a, b| a.difficulty.total_cmp(&b.difficulty).then_with(|| a.key.cmp(&b.key)));
    Ok(found.into_iter().map(WireItem::from).collect())
}

/// The rest of the form: without the item itself, which would speak for itself.
fn outcome(counted: CountedItem) -> Outcome {
    let right = i64::from(counted.outcome.right);
    let others = (counted.items - 1).max(1);
    Outcome {
        rest: (counted.right_in_all - right) as f64 / others as f64,
        key: counted.outcome.name,
        domain: counted.outcome.domain,
        right: counted.outcome.right,
    }
}

pub(super) async fn list(State(app): Shared) -> Result<Json<Vec<WireItem>>, Fault> {
    Ok(Json(all(&app).await?))
}

pub(super) async fn csv(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let subject = Subject::new(SubjectKind::Export, "exam-items.csv");
    let entry = NewEntry { action: "exam.items_exported".into(), subject, detail: "{}".into() };
    app.store.log(&who.change(), entry).await?;
    let mut text = String::new();
    row(&mut text, ["item", "domain", "asked", "right", "percent", "discrimination"]);
    for item in all(&app).await? {
        let told = item.discrimination.map(|d| d.to_string()).unwrap_or_default();
        let (asked, right) = (item.asked.to_string(), item.right.to_string());
        let percent = item.percent.to_string();
        row(&mut text, [&*item.item, &*item.domain, &*asked, &*right, &*percent, &*told]);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"exam-items.csv\""),
    ];
    Ok((headers, text).into_response())
}

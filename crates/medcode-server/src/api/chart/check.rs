//! `POST /api/v1/check-codes`, `POST /api/v1/encounters/{id}/check`: what the rule book says of the
//! codes of a visit, while they change; of a chart with what was done for its patient before.

use super::line::{Line, coded, reported};
use super::past;
use super::set::Document;
use super::visit::VisitIn;
use crate::api::given::Given;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::Json;
use axum::extract::{Path, State};
use medcode::model::{BillingContext, Date, Finding, History, Setting, Sex};
use medcode::{CheckedClaim, Engine, Visit, claim_of};
use medcode_store::EncounterId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Codes of a visit.
#[derive(Deserialize, ToSchema)]
#[schema(as = CodesToCheck)]
pub(super) struct Asked {
    #[serde(flatten)]
    visit: VisitIn,
    /// Use the nearest release where none is in force.
    #[serde(default)]
    nearest: bool,
    /// The codes, in sequence. Rejected ones are passed over.
    codes: Vec<Line>,
}

/// What the rule book says.
#[derive(Serialize, ToSchema)]
#[schema(as = CodesChecked)]
pub(crate) struct Checked {
    as_of: String,
    findings: Vec<PlacedFinding>,
    /// Rules that could not tell.
    no_data: Vec<NoData>,
    /// New or established, as the records say; none without a patient.
    standing: Option<String>,
}

/// A finding, and the code it stands at.
#[derive(Serialize, ToSchema)]
struct PlacedFinding {
    /// Place of the code among those that were given, from 0; none for the visit as a whole.
    place: Option<usize>,
    rule: String,
    /// The authority's number.
    id: String,
    severity: &'static str,
    status: &'static str,
    codes: Vec<String>,
    message: String,
    citation: String,
    correction: Option<String>,
    /// Why it is set aside, in the words of the user's file.
    reason: Option<String>,
    /// First day of the release behind it.
    release: Option<String>,
}

/// A rule that could not tell.
#[derive(Serialize, ToSchema)]
#[schema(as = RuleUntold)]
struct NoData {
    rule: String,
    needs: String,
}

pub(super) async fn check(
    State(app): Shared,
    Given(asked): Given<Asked>,
) -> Result<Json<Checked>, Fault> {
    judged(&app, &app.engine(), &asked.of()?, &asked.codes, None).map(Json)
}

pub(super) async fn of_chart(
    State(app): Shared,
    Path(id): Path<String>,
    Given(asked): Given<Asked>,
) -> Result<Json<Checked>, Fault> {
    let mut chart = app.store.encounter(&EncounterId::new(id)).await?;
    // The day that is asked of may be one that the page has not kept yet.
    if let Some(Some(day)) = asked.visit.read()?.last {
        (chart.from, chart.to) = (Some(day), Some(day));
    }
    let history = past::of(&app, &chart).await?;
    judged(&app, &app.engine(), &asked.of()?, &asked.codes, history.as_ref()).map(Json)
}

/// The codes of a kept chart as they stand, under an engine that may have other rules than are in force.
pub(crate) async fn under(app: &App, engine: &Engine, id: &EncounterId) -> Result<Checked, Fault> {
    let chart = app.store.encounter(id).await?;
    let set = app.store.latest_code_set(id).await?;
    let set = set.ok_or_else(|| Fault::content("the chart has no codes yet"))?;
    let document = Document::of(&set)?.ok_or_else(|| Fault::missing("the codes were erased"))?;
    let history = past::of(app, &chart).await?;
    let of = Of {
        setting: chart.setting,
        billing: chart.billing,
        age: chart.age,
        sex: chart.sex,
        day: chart.to.or(chart.from),
        nearest: true,
    };
    judged(app, engine, &of, &document.lines, history.as_ref())
}

/// What is known of a visit.
struct Of {
    setting: Option<Setting>,
    billing: Option<BillingContext>,
    age: Option<i64>,
    sex: Option<Sex>,
    day: Option<Date>,
    nearest: bool,
}

impl Asked {
    fn of(&self) -> Result<Of, Fault> {
        let read = self.visit.read()?;
        Ok(Of {
            setting: read.setting.flatten(),
            billing: read.billing.flatten(),
            age: read.age.flatten(),
            sex: read.sex.flatten(),
            day: read.last.flatten(),
            nearest: self.nearest,
        })
    }
}

fn judged(
    app: &App,
    engine: &Engine,
    of: &Of,
    codes: &[Line],
    history: Option<&History>,
) -> Result<Checked, Fault> {
    let setting = of.setting.unwrap_or(Setting::Office);
    let today = crate::clock::today();
    let as_of = engine.as_of(of.day, None, today, of.nearest);
    let visit = Visit {
        setting,
        billing: of.billing.unwrap_or(BillingContext::of(setting)),
        age: of.age.map(|a| a as f32),
        sex: of.sex,
        date: as_of.date,
    };
    let lines = coded(codes)?;
    let claim = claim_of(&visit, lines.iter().map(|(_, line)| reported(line)));
    let checked =
        engine.checker(today, as_of.nearest).check_knowing(&claim, Default::default(), history);
    app.metrics.checked(1);
    let places: Vec<usize> = lines.iter().map(|(place, _)| *place).collect();
    let standing = history.map(|h| past::told(h, as_of.date));
    Ok(Checked { standing, ..answer(as_of.date.to_string(), checked, &places) })
}

fn answer(as_of: String, checked: CheckedClaim, places: &[usize]) -> Checked {
    let findings = checked.findings.into_iter().map(|f| placed(f, places)).collect();
    let no_data = checked.no_data.into_iter();
    let no_data = no_data.map(|n| NoData { rule: n.rule.into_owned(), needs: n.needs }).collect();
    Checked { as_of, findings, no_data, standing: None }
}

/// `claim_of` counts the codes as segments, from 1.
fn placed(f: Finding, places: &[usize]) -> PlacedFinding {
    let segment = f.at.map_or(0, |at| at.segment as usize);
    PlacedFinding {
        place: segment.checked_sub(1).and_then(|n| places.get(n).copied()),
        rule: f.rule.into_owned(),
        id: f.id,
        severity: f.severity,
        status: f.status.id(),
        codes: f.codes.iter().map(ToString::to_string).collect(),
        message: f.message,
        citation: f.citation,
        correction: f.correction,
        reason: f.reason,
        release: f.release.map(|r| r.from.to_string()),
    }
}

//! Rules tried before they hold: on a claim that is pasted, or on a chart.

use super::{Wrong, fits};
use crate::api::chart::{Checked, under};
use crate::api::check::{ask, whole};
use crate::api::given::Given;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::State;
use axum::{Extension, Json};
use medcode::rules::own::Policy;
use medcode::{Engine, rules_text};
use medcode_store::EncounterId;
use medcode_wire::WireChecked;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is tried on what.
#[derive(Deserialize, ToSchema)]
#[schema(as = OwnRulesTrial)]
pub(super) struct Asked {
    /// The rules.
    text: String,
    /// A claim, as a file that `check` takes has it.
    claim: Option<String>,
    /// Or a chart, by its number.
    encounter: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRulesTried)]
pub(super) struct Tried {
    /// What is wrong with the rules: then nothing was tried.
    problems: Vec<Wrong>,
    /// Of the claim.
    checked: Option<WireChecked>,
    /// Of the chart.
    chart: Option<Checked>,
}

pub(super) async fn run(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Asked>,
) -> Result<Json<Tried>, Fault> {
    fits(&asked.text)?;
    let (file, problems) = rules_text(&asked.text);
    if !problems.is_empty() {
        let problems = problems.into_iter().map(Wrong::from).collect();
        return Ok(Json(Tried { problems, checked: None, chart: None }));
    }
    let policy =
        Policy::of(vec![file]).map_err(|_| Fault::internal("rules without a problem have one"))?;
    let home = app.config.home.clone();
    let engine = crate::api::work(move || Engine::open(&home)).await?.map_err(Fault::internal)?;
    let engine = engine.under(policy);
    let mut tried = Tried { problems: Vec::new(), checked: None, chart: None };
    match (asked.claim, asked.encounter.filter(|id| !id.trim().is_empty())) {
        (Some(claim), None) if !claim.trim().is_empty() => {
            let how = ask((None, None), true);
            let checked = crate::api::work(move || whole(&engine, claim.as_bytes(), &how)).await?;
            tried.checked = Some(checked.map_err(|e| Fault::content(e.to_string()))?);
        }
        (None, Some(id)) => {
            if !who.may(Need::ReadCharts) {
                return Err(Fault::forbidden("rules are tried on a chart by who may open charts"));
            }
            let id = EncounterId::new(id.trim());
            app.store.encounter_opened(&who.change(), &id).await?;
            tried.chart = Some(under(&app, &engine, &id).await?);
        }
        _ => return Err(Fault::field("claim", "give a claim or a chart, one of them")),
    }
    Ok(Json(tried))
}

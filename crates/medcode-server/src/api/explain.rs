//! What a rule, a section of the Official Guidelines or a code rests on and means.

use super::lookup::{around, look_up};
use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Path, Query, State};
use medcode::rules::{Page, Rule, registry};
use medcode_wire::{WireLookup, WireRule, WireSection};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/explain", Need::Look, explain).about(
            About::new("What a rule, a section of the Official Guidelines or a code rests on and means")
                .query::<Asked>()
                .gives::<Explained>(),
        ),
        get("/api/v1/rules", Need::Look, rules)
            .about(About::new("The rules that claims are checked by").gives::<Vec<RuleLine>>()),
        get("/api/v1/rules/{rule}", Need::Look, one_rule)
            .about(About::new("A rule and what it rests on").gives::<WireRule>()),
        get("/api/v1/guidelines/{number}", Need::Look, guideline).about(
            About::new("A section of the Official Guidelines").query::<When>().gives::<WireSection>(),
        ),
    ]
}

/// What is explained.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", content = "answer", rename_all = "lowercase")]
enum Explained {
    /// A rule of the book.
    Rule(WireRule),
    /// A section of the Official Guidelines.
    Section(WireSection),
    /// A code, with the sections that name it.
    Codes(Vec<WireLookup>),
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// The name of a rule, `OCG-` and the number of a section, or a code.
    what: String,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn explain(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<Explained>, Fault> {
    let what = asked.what.trim();
    // A section is shown as such, whatever rules stand on it.
    if let Some(number) = what.strip_prefix("OCG-") {
        let when = When { as_of: asked.as_of, nearest: asked.nearest };
        return Ok(Json(Explained::Section(section(&app, number, &when)?)));
    }
    if let Some(rule) = registry::find(what) {
        return Ok(Json(Explained::Rule(of_book(rule))));
    }
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let engine = app.engine();
    let answers = look_up(&app, what, None, as_of)?;
    let codes = answers.iter().map(|answer| around(&engine, what, answer, as_of));
    Ok(Json(Explained::Codes(codes.collect::<Result<_, _>>()?)))
}

fn of_book(rule: &Rule) -> WireRule {
    WireRule::of(rule, &Page::of(rule))
}

/// A line of the list of rules.
#[derive(Serialize, ToSchema)]
struct RuleLine {
    /// Its name.
    rule: &'static str,
    /// The authority's number.
    id: &'static str,
    /// The part of the book.
    family: &'static str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// What is wrong when it fires.
    title: String,
}

async fn rules() -> Json<Vec<RuleLine>> {
    let line = |rule: &&Rule| RuleLine {
        rule: rule.name,
        id: rule.id,
        family: rule.family.id(),
        severity: rule.severity.id(),
        title: Page::of(rule).title,
    };
    let mut book: Vec<&Rule> = registry::ALL.to_vec();
    book.sort_by_key(|r| r.family);
    Json(book.iter().map(line).collect())
}

async fn one_rule(Path(name): Path<String>) -> Result<Json<WireRule>, Fault> {
    let rule = registry::find(&name).ok_or_else(|| Fault::missing("there is no rule of this name"))?;
    Ok(Json(of_book(rule)))
}

/// For which day.
#[derive(Deserialize, IntoParams)]
struct When {
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn guideline(
    State(app): Shared,
    Path(number): Path<String>,
    Query(when): Query<When>,
) -> Result<Json<WireSection>, Fault> {
    Ok(Json(section(&app, number.trim_start_matches("OCG-"), &when)?))
}

fn section(app: &crate::state::App, number: &str, when: &When) -> Result<WireSection, Fault> {
    let as_of = app.as_of(when.as_of.as_deref(), when.nearest)?;
    let found = app.engine().section(number, as_of)?.ok_or_else(|| {
        Fault::missing(format!(
            "the Official Guidelines installed for {} have no such section, or none are installed",
            as_of.date
        ))
    })?;
    Ok((&found).into())
}

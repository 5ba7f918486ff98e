//! `GET /api/v1/lookup`: everything the release in force says of codes; `/titles`: only their names.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::{App, Shared};
use axum::Json;
use axum::extract::{Query, State};
use medcode::model::CodeSystem;
use medcode::{AsOf, BrowseItem, Engine, LookupAnswer};
use medcode_wire::{WireLookup, WireTitled};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most codes of one request.
const MOST: usize = 200;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/lookup", Need::Look, lookup).about(
            About::new("Everything the release in force says of codes")
                .query::<Asked>()
                .gives::<Vec<WireLookup>>(),
        ),
        get("/api/v1/titles", Need::Look, titles)
            .about(About::new("What codes are called").query::<Asked>().gives::<Vec<Title>>()),
    ]
}

/// What is asked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Codes, divided by commas.
    code: String,
    /// ICD10CM, ICD10PCS, HCPCS or CPT; all where none is given.
    system: Option<String>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
    /// With the codes beside each and the sections of the guidelines that name it.
    #[serde(default)]
    around: bool,
}

async fn lookup(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<Vec<WireLookup>>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let only = system(asked.system.as_deref())?;
    let engine = app.engine();
    let mut answers = Vec::new();
    for code in codes(&asked.code)? {
        for answer in &look_up(&app, code, only, as_of)? {
            answers.push(match asked.around {
                true => around(&engine, code, answer, as_of)?,
                false => medcode_wire::lookup(code, answer),
            });
        }
    }
    Ok(Json(answers))
}

/// The answers for a code; on a server for others without text that a licence of its owner's covers.
pub(in crate::api) fn look_up(
    app: &App,
    code: &str,
    only: Option<CodeSystem>,
    as_of: AsOf,
) -> Result<Vec<LookupAnswer>, Fault> {
    let mut answers = app.engine().lookup(code, only, as_of)?;
    if app.config.is_shared() {
        answers.iter_mut().for_each(LookupAnswer::leave_out_licensed);
    }
    Ok(answers)
}

/// An answer with what stands around the code.
pub(super) fn around(
    engine: &Engine,
    asked: &str,
    answer: &LookupAnswer,
    as_of: AsOf,
) -> Result<WireLookup, Fault> {
    let mut wire = medcode_wire::lookup(asked, answer);
    if let LookupAnswer::Code(code) = answer {
        let named = engine.sections_naming(&code.code, as_of)?;
        wire.guidelines = named.iter().map(Into::into).collect();
        let titled =
            |i: BrowseItem| WireTitled { code: i.key, title: i.title, billable: Some(i.billable) };
        wire.siblings = engine.beside(&code.code, as_of)?.into_iter().map(titled).collect();
    }
    Ok(wire)
}

/// A code's name.
#[derive(Serialize, ToSchema)]
struct Title {
    /// As asked.
    query: String,
    /// The system.
    system: &'static str,
    /// The code as printed.
    code: String,
    /// Its title.
    title: String,
    /// Complete, may be reported.
    billable: bool,
}

/// What is known of each; what is no code on the date is left out.
async fn titles(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<Vec<Title>>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let only = system(asked.system.as_deref())?;
    let mut out = Vec::new();
    for query in codes(&asked.code)? {
        let answers = look_up(&app, query, only, as_of).unwrap_or_default();
        out.extend(answers.into_iter().filter_map(|answer| match answer {
            LookupAnswer::Code(code) => Some(Title {
                query: query.to_owned(),
                system: code.code.system().id(),
                code: code.code.to_string(),
                title: code.title,
                billable: code.billable,
            }),
            _ => None,
        }));
    }
    Ok(Json(out))
}

fn codes(text: &str) -> Result<Vec<&str>, Fault> {
    let codes: Vec<&str> = text.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
    if codes.is_empty() || codes.len() > MOST {
        return Err(Fault::field("code", format!("give 1 to {MOST} codes, divided by commas")));
    }
    Ok(codes)
}

/// A system as a query parameter names it.
pub(super) fn system(text: Option<&str>) -> Result<Option<CodeSystem>, Fault> {
    text.filter(|t| !t.is_empty())
        .map(|t| {
            CodeSystem::parse(t)
                .ok_or_else(|| Fault::field("system", "use ICD10CM, ICD10PCS, HCPCS or CPT"))
        })
        .transpose()
}

//! A code as it is typed, with what stands beside it.

use super::chart;
use crate::api::lookup::look_up;
use crate::fault::Fault;
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode::model::AsOfSource;
use medcode::{AsOf, LookupAnswer};
use medcode_learn::read_answers;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Longest line.
const LONGEST: usize = 200;

/// What was typed.
#[derive(Deserialize, IntoParams)]
pub(super) struct Asked {
    /// The chart that is coded: its date of service decides.
    chart: String,
    /// `E11.22 poa=Y`, `99213-25`, `J1885 x4`, `ICD-10-PCS 0DTJ4ZZ`.
    text: String,
}

/// A code that was typed.
#[derive(Serialize, ToSchema)]
#[schema(as = TypedCode)]
pub(super) struct Typed {
    system: &'static str,
    code: String,
    /// Its title; empty where no release that is installed has it.
    title: String,
    modifiers: Vec<String>,
    units: Option<u32>,
    poa: Option<String>,
}

pub(super) async fn read(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<Typed>, Fault> {
    if asked.text.len() > LONGEST || asked.text.contains('\n') {
        return Err(Fault::field("text", format!("one code, {LONGEST} bytes at most")));
    }
    let day = chart(&asked.chart)?.labelled.note.date_of_service;
    let day = day.unwrap_or_else(crate::clock::today);
    let engine = app.engine();
    let (given, mistakes) = read_answers("", &asked.text, &engine, day);
    if let Some(mistake) = mistakes.first() {
        return Err(Fault::field("text", mistake.what.clone()));
    }
    let Some(given) = given.into_iter().next() else {
        return Err(Fault::field("text", "type a code, such as E11.22 or 99213-25"));
    };
    let as_of = AsOf { date: day, source: AsOfSource::Given, nearest: true };
    let system = given.code.system();
    let code = given.code.to_string();
    let found = look_up(&app, &code, Some(system), as_of).unwrap_or_default();
    let title = found.into_iter().find_map(|a| match a {
        LookupAnswer::Code(code) => Some(code.title),
        _ => None,
    });
    Ok(Json(Typed {
        system: system.id(),
        code: given.code.to_string(),
        title: title.unwrap_or_default(),
        modifiers: given.modifiers,
        units: given.units,
        poa: given.poa,
    }))
}

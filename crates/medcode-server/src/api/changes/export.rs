//! The changes as one file.

use super::{Asked, compared};
use crate::api::csv;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use medcode::diff::{COLUMNS, Sheet, Wanted};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most changes of one file: more are to be narrowed by tab, chapter or specialty.
const MOST: usize = 100_000;

/// How it is written.
#[derive(Deserialize, IntoParams)]
pub(crate) struct Format {
    /// csv (those that fit, a row each) or json (the whole comparison).
    format: Option<String>,
}

pub(super) async fn export(
    State(app): Shared,
    Query(asked): Query<Asked>,
    Query(format): Query<Format>,
) -> Result<Response, Fault> {
    let sheet = compared(&app, &asked.system, &asked.before, &asked.after).await?;
    let of = sheet.comparison();
    let name = format!("{}-{}-{}", of.system.id().to_lowercase(), of.before, of.after);
    let wanted = asked.wanted()?;
    let (kind, ending, text) = match format.format.as_deref().unwrap_or("csv") {
        "csv" => {
            let text = crate::api::work(move || table(&sheet, &wanted)).await??;
            ("text/csv; charset=utf-8", "csv", text)
        }
        "json" => {
            let text = crate::api::work(move || json(&sheet)).await??;
            ("application/json", "json", text)
        }
        _ => return Err(Fault::field("format", "use csv or json")),
    };
    let file = format!("attachment; filename=\"changes-{name}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, file)];
    Ok((headers, text).into_response())
}

fn too_many(found: usize) -> Fault {
    Fault::content(format!(
        "{found} changes are more than one file takes ({MOST}): choose a tab, a chapter or a specialty, \
         or use `medcode diff --csv`"
    ))
}

fn table(sheet: &Sheet, wanted: &Wanted) -> Result<String, Fault> {
    let found = sheet.find(wanted).count();
    if found > MOST {
        return Err(too_many(found));
    }
    let mut out = String::new();
    csv::row(&mut out, COLUMNS);
    for row in sheet.find(wanted).filter_map(|at| sheet.row(at)) {
        csv::row(&mut out, row.cells().iter().map(String::as_str));
    }
    Ok(out)
}

fn json(sheet: &Sheet) -> Result<String, Fault> {
    let found = sheet.find(&Wanted::default()).count();
    if found > MOST {
        return Err(too_many(found));
    }
    let wire = medcode_wire::system_diff(sheet.comparison());
    serde_json::to_string_pretty(&wire).map_err(Fault::internal)
}

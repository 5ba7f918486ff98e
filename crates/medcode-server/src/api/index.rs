//! `GET /api/v1/index`: walking the Alphabetic Index, its tables and the ICD-10-PCS index.

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::Shared;
use axum::Json;
use axum::extract::{Query, State};
use medcode::kb::tables::index::IndexKind;
use medcode::model::CodeSystem;
use medcode_wire::{WireIndex, WireIndexTerms};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most main terms of one request.
const MOST: usize = 500;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/index", Need::Look, index).about(
            About::new("The Alphabetic Index, its tables and the ICD-10-PCS index, by words or by path")
                .query::<Asked>()
                .gives::<WireIndex>(),
        ),
        get("/api/v1/index/terms", Need::Look, terms).about(
            About::new("Main terms of a book by their letters")
                .query::<Listed>()
                .gives::<WireIndexTerms>(),
        ),
    ]
}

/// What is asked: words, or the exact path of an entry.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Words or their beginnings, from the main term down, divided by `|`.
    terms: Option<String>,
    /// The exact words of an entry, from the main term down, divided by `|`.
    path: Option<String>,
    /// `alphabetic`, `neoplasm`, `drug`, `external-cause`, `pcs`.
    book: Option<String>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn index(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<WireIndex>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let book = asked.book.as_deref().filter(|b| !b.is_empty()).map(book).transpose()?;
    let pcs = book == Some(IndexKind::Pcs);
    let system = if pcs { CodeSystem::Icd10Pcs } else { CodeSystem::Icd10Cm };
    let engine = app.engine();
    let found = match (&asked.path, &asked.terms) {
        (Some(path), _) => engine.index_at(system, book, &words(path), as_of)?,
        (None, Some(terms)) => engine.index(system, &words(terms), as_of)?,
        (None, None) => return Err(Fault::field("terms", "give words, or the path of an entry")),
    };
    let found = found.ok_or_else(|| {
        Fault::no_data(format!(
            "no {} index is installed for {}; `medcode install --from FILE` with the publisher's index brings it",
            system.name(),
            as_of.date
        ))
    })?;
    Ok(Json((&found).into()))
}

/// Which main terms are asked for.
#[derive(Deserialize, IntoParams)]
struct Listed {
    book: String,
    /// The letters to begin at.
    #[serde(default)]
    from: String,
    limit: Option<usize>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
    /// Where no release is in force on the date, the nearest answers and says so.
    #[serde(default)]
    nearest: bool,
}

async fn terms(State(app): Shared, Query(asked): Query<Listed>) -> Result<Json<WireIndexTerms>, Fault> {
    let as_of = app.as_of(asked.as_of.as_deref(), asked.nearest)?;
    let limit = asked.limit.unwrap_or(100).clamp(1, MOST);
    let (terms, answered) = app.engine().index_terms(book(&asked.book)?, &asked.from, limit, as_of)?;
    Ok(Json(WireIndexTerms::of(&terms, &answered)))
}

fn words(text: &str) -> Vec<String> {
    text.split('|').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect()
}

fn book(text: &str) -> Result<IndexKind, Fault> {
    Ok(match text {
        "alphabetic" => IndexKind::Alphabetic,
        "neoplasm" => IndexKind::Neoplasm,
        "drug" => IndexKind::Drug,
        "external-cause" => IndexKind::ExternalCause,
        "pcs" => IndexKind::Pcs,
        _ => {
            let names = "use alphabetic, neoplasm, drug, external-cause or pcs";
            return Err(Fault::field("book", names));
        }
    })
}

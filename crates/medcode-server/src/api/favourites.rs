//! Codes kept at hand, and what people note on codes: their own and those that are shared.

use crate::api::{Done, done};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, delete, get, post, put};
use crate::state::{App, Shared};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode::LookupAnswer;
use medcode::model::{Code, CodeSystem};
use medcode_store::{Favourite, FavouriteId, FavouriteKind, NewFavourite, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

/// Most bytes of a note on a code, and of the name of a group.
const LONGEST: usize = 4000;
const LONGEST_GROUP: usize = 80;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/favourites", Need::Look, list).about(
            About::new("Favourites and notes on codes: the caller's own and those that are shared")
                .query::<Asked>()
                .gives::<Vec<WireFavourite>>(),
        ),
        post("/api/v1/favourites", Need::Look, create).about(
            About::new("Keeps a favourite or a note on a code")
                .takes::<New>()
                .gives::<WireFavourite>()
                .status(201),
        ),
        put("/api/v1/favourites/{id}", Need::Look, change).about(
            About::new("Changes a favourite or a note").takes::<Changed>().gives::<WireFavourite>(),
        ),
        delete("/api/v1/favourites/{id}", Need::Look, remove)
            .about(About::new("Takes a favourite or a note away").gives::<Done>()),
    ]
}

/// A favourite or a note on a code.
#[derive(Serialize, ToSchema)]
struct WireFavourite {
    id: String,
    /// `star` or `note`.
    kind: &'static str,
    /// Who made it.
    owner: String,
    /// The caller made it, and may change it.
    mine: bool,
    /// Everyone sees it.
    shared: bool,
    system: String,
    code: String,
    /// The code's title on the date; empty where it is no code then.
    title: String,
    /// The note, or the group a favourite stands in.
    text: String,
    /// When it last changed, milliseconds since 1970, UTC.
    updated: i64,
    /// To be given back with a change.
    version: i64,
}

/// Which are asked for.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// ICD10CM, ICD10PCS, HCPCS or CPT; all where none is given.
    system: Option<String>,
    code: Option<String>,
    /// The date of service (YYYY-MM-DD); the newest release where none is given.
    as_of: Option<String>,
}

async fn list(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<WireFavourite>>, Fault> {
    let found = match (&asked.system, &asked.code) {
        (Some(system), Some(code)) => {
            let code = of(system, code)?;
            app.store.favourites_of_code(&who.id, code.system().id(), &code.to_string()).await?
        }
        _ => app.store.favourites(&who.id).await?,
    };
    let mut names = HashMap::new();
    let mut out = Vec::with_capacity(found.len());
    for one in found {
        out.push(wire(&app, &who, one, asked.as_of.as_deref(), &mut names).await?);
    }
    Ok(Json(out))
}

async fn wire(
    app: &App,
    who: &Who,
    one: Favourite,
    as_of: Option<&str>,
    names: &mut HashMap<UserId, String>,
) -> Result<WireFavourite, Fault> {
    if !names.contains_key(&one.owner) {
        let name = app.store.user(&one.owner).await?.name;
        names.insert(one.owner.clone(), name);
    }
    Ok(WireFavourite {
        id: one.id.to_string(),
        kind: one.about.kind.id(),
        owner: names.get(&one.owner).cloned().unwrap_or_default(),
        mine: one.owner == who.id,
        shared: one.about.shared,
        title: title(app, &one.about, as_of)?,
        system: one.about.system,
        code: one.about.code,
        text: one.about.text,
        updated: one.updated,
        version: one.version,
    })
}

fn title(app: &App, about: &NewFavourite, as_of: Option<&str>) -> Result<String, Fault> {
    let as_of = app.as_of(as_of, true)?;
    let found = super::lookup::look_up(app, &about.code, CodeSystem::parse(&about.system), as_of);
    Ok(found
        .into_iter()
        .flatten()
        .find_map(|answer| match answer {
            LookupAnswer::Code(code) => Some(code.title),
            _ => None,
        })
        .unwrap_or_default())
}

/// What is to be kept.
#[derive(Deserialize, ToSchema)]
struct New {
    /// `star` or `note`.
    kind: String,
    system: String,
    code: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    shared: bool,
}

async fn create(
    State(app): Shared,
    Extension(who): Extension<Who>,
    super::given::Given(asked): super::given::Given<New>,
) -> Result<(StatusCode, Json<WireFavourite>), Fault> {
    may_share(&who, asked.shared)?;
    let kind = FavouriteKind::parse(&asked.kind);
    let kind = kind.ok_or_else(|| Fault::field("kind", "use star or note"))?;
    let code = of(&asked.system, &asked.code)?;
    let new = NewFavourite {
        kind,
        shared: asked.shared,
        system: code.system().id().to_owned(),
        code: code.to_string(),
        text: text(kind, &asked.text)?,
    };
    let kept = app.store.create_favourite(&who.change(), &who.id, new).await?;
    Ok((StatusCode::CREATED, Json(wire(&app, &who, kept, None, &mut HashMap::new()).await?)))
}

/// What is changed.
#[derive(Deserialize, ToSchema)]
struct Changed {
    /// The version that was seen.
    version: i64,
    text: String,
    shared: bool,
}

async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    super::given::Given(asked): super::given::Given<Changed>,
) -> Result<Json<WireFavourite>, Fault> {
    let kept = mine(&app, &who, id).await?;
    may_share(&who, asked.shared && !kept.about.shared)?;
    let text = text(kept.about.kind, &asked.text)?;
    let to = NewFavourite { text, shared: asked.shared, ..kept.about };
    let kept = app.store.update_favourite(&who.change(), &kept.id, asked.version, to).await?;
    Ok(Json(wire(&app, &who, kept, None, &mut HashMap::new()).await?))
}

async fn remove(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    let kept = mine(&app, &who, id).await?;
    app.store.delete_favourite(&who.change(), &kept.id).await?;
    Ok(done())
}

/// Whether the caller may show theirs to everybody.
fn may_share(who: &Who, shared: bool) -> Result<(), Fault> {
    if shared && !who.may(Need::Share) {
        return Err(Fault::forbidden("this role keeps its own notes and favourites, and shares none"));
    }
    Ok(())
}

/// One that the caller made. Of another's that is not shared nobody learns that it exists.
async fn mine(app: &App, who: &Who, id: String) -> Result<Favourite, Fault> {
    let kept = app.store.favourite(&FavouriteId::new(id)).await?;
    match (kept.owner == who.id, kept.about.shared) {
        (true, _) => Ok(kept),
        (false, true) => Err(Fault::forbidden("only who made it may change it")),
        (false, false) => Err(Fault::missing("there is no such favourite")),
    }
}

fn of(system: &str, code: &str) -> Result<Code, Fault> {
    let parsed = CodeSystem::parse(system)
        .ok_or_else(|| Fault::field("system", "use ICD10CM, ICD10PCS, HCPCS or CPT"))?;
    Code::new(parsed, code.trim())
        .map_err(|_| Fault::field("code", "this has the shape of no code of the system"))
}

fn text(kind: FavouriteKind, text: &str) -> Result<String, Fault> {
    let text = text.trim();
    match kind {
        FavouriteKind::Note if text.is_empty() => Err(Fault::field("text", "the note is empty")),
        FavouriteKind::Note if text.len() > LONGEST => {
            Err(Fault::field("text", format!("a note has {LONGEST} bytes at most")))
        }
        FavouriteKind::Star if text.len() > LONGEST_GROUP => {
            Err(Fault::field("text", format!("a group's name has {LONGEST_GROUP} bytes at most")))
        }
        _ => Ok(text.to_owned()),
    }
}

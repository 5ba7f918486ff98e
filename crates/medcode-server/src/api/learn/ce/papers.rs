//! Papers that show units: certificates as PDF, PNG or JPEG, told by their first bytes.

use super::write::{Kept, own_units};
use crate::api::{Done, done};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use medcode_store::{Evidence, EvidenceId, NewEvidence};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most bytes of a paper.
pub(super) const LARGEST: usize = 5 << 20;
/// Most papers of one entry.
const MOST: i64 = 5;
/// Most bytes of all papers of a person.
const ALL: i64 = 200 << 20;
/// Most bytes of the name of a file.
const LONGEST: usize = 120;

/// What a paper is called.
#[derive(Deserialize, IntoParams)]
pub(super) struct Named {
    /// The name of its file.
    #[serde(default)]
    name: String,
}

/// The media type that the first bytes tell.
fn media(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 3] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
    ];
    kinds.into_iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, kind)| kind)
}

/// A name without what a header or a file system takes for something else.
fn plain(name: &str) -> String {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')');
    let mut out: String = name.chars().map(|c| if fine(c) { c } else { '_' }).collect();
    while out.len() > LONGEST {
        out.pop();
    }
    let out = out.trim().trim_start_matches('.').to_owned();
    if out.is_empty() { "paper".to_owned() } else { out }
}

pub(super) async fn add(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Query(named): Query<Named>,
    body: Bytes,
) -> Result<(StatusCode, Json<Kept>), Fault> {
    let units = own_units(&app, &who, id).await?;
    if body.len() > LARGEST {
        return Err(Fault::too_large(format!("a paper has {} MB at most", LARGEST >> 20)));
    }
    let media = media(&body).ok_or_else(|| Fault::content("a paper is a PDF, a PNG or a JPEG"))?;
    let kept: i64 = app.store.evidence_of(&who.id).await?.iter().map(|p| p.bytes).sum();
    if kept.saturating_add(i64::try_from(body.len()).unwrap_or(i64::MAX)) > ALL {
        return Err(Fault::refused(format!("all your papers have {} MB at most", ALL >> 20)));
    }
    let new =
        NewEvidence { name: plain(&named.name), media_type: media.to_owned(), body: body.to_vec() };
    let paper = app.store.add_evidence(&who.change(), &units.id, MOST, new).await?;
    Ok((StatusCode::CREATED, Json(Kept { id: paper.id.to_string(), version: 1 })))
}

/// The caller's own paper with its bytes.
async fn own(app: &App, who: &Who, id: String) -> Result<(Evidence, Vec<u8>), Fault> {
    let found = app.store.evidence(&EvidenceId::new(id)).await?;
    let mine = found.0.user == who.id;
    mine.then_some(found).ok_or_else(|| Fault::missing("there is no such paper"))
}

pub(super) async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (paper, body) = own(&app, &who, id).await?;
    let ascii: String = paper.name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let headers = [
        (header::CONTENT_TYPE, paper.media_type),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{ascii}\"")),
    ];
    Ok((headers, body).into_response())
}

pub(super) async fn remove(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    let (paper, _) = own(&app, &who, id).await?;
    app.store.drop_evidence(&who.change(), &paper.id).await?;
    Ok(done())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, media, plain};

    #[test]
    fn the_kind_of_a_paper_is_told_by_its_bytes() {
        assert_eq!(media(b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(media(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media(b"<html>%PDF-"), None);
        assert_eq!(media(b""), None);
    }

    #[test]
    fn a_name_breaks_no_header() {
        assert_eq!(plain("a\"\r\nb;.pdf"), "a___b_.pdf");
        assert_eq!(plain("../../etc"), "_.._etc");
        assert_eq!(plain(""), "paper");
        assert!(plain(&"ä".repeat(200)).len() <= LONGEST);
    }
}

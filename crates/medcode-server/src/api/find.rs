//! `GET /api/v1/find`: charts whose note holds words, or whose codes begin so.

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get};
use crate::state::{App, Shared};
use axum::extract::{Query, State};
use axum::{Extension, Json};
use medcode_store::{EncounterId, Hit, NewEntry, Snippet, Subject, SubjectKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/find", Need::ReadCharts, find).about(
            About::new("Charts whose note holds words, or whose codes begin so")
                .query::<Asked>()
                .gives::<FoundCharts>(),
        ),
    ]
}

/// What is looked for.
#[derive(Deserialize, IntoParams)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) q: String,
    /// `next` of the page before.
    #[serde(default)]
    pub(crate) after: String,
    pub(crate) limit: Option<i64>,
}

/// A page of what was found, the newest chart first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundCharts {
    pub(crate) rows: Vec<Found>,
    /// Give it back as `after` for the next page.
    pub(crate) next: Option<String>,
}

/// A chart in which it was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundChart)]
pub(crate) struct Found {
    pub(crate) encounter: String,
    pub(crate) title: String,
    pub(crate) snippets: Vec<Piece>,
    /// Codes of the chart that begin as asked.
    pub(crate) codes: Vec<String>,
}

/// A piece of a note.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundPiece)]
pub(crate) struct Piece {
    /// Where it begins in the note, in bytes.
    pub(crate) start: usize,
    /// Its text, cut where words that were looked for begin and end.
    pub(crate) parts: Vec<Part>,
}

/// Words that were looked for, or what stands between.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundPart)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) found: bool,
}

async fn find(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Json<FoundCharts>, Fault> {
    Ok(Json(found(&app, &who, &asked).await?))
}

/// Looks; that somebody looked through the notes is logged, the words are not.
pub(crate) async fn found(app: &App, who: &Who, asked: &Asked) -> Result<FoundCharts, Fault> {
    if asked.q.len() > 500 {
        return Err(Fault::field("q", "ask with at most 500 bytes"));
    }
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let after = Some(asked.after.trim()).filter(|a| !a.is_empty()).map(EncounterId::new);
    // One more than is shown tells whether there is a next page.
    let mut hits = app.store.search(&asked.q, after.as_ref(), limit + 1).await?;
    let next = crate::api::cut(&mut hits, limit, |hit| hit.encounter.to_string());
    if !asked.q.trim().is_empty() {
        let entry = NewEntry {
            action: "charts.searched".into(),
            subject: Subject::new(SubjectKind::System, "notes"),
            detail: format!("{{\"hits\":{}}}", hits.len()),
        };
        app.store.log(&who.change(), entry).await?;
    }
    Ok(FoundCharts { rows: hits.into_iter().map(hit).collect(), next })
}

fn hit(hit: Hit) -> Found {
    Found {
        encounter: hit.encounter.to_string(),
        title: hit.title,
        snippets: hit.snippets.into_iter().map(piece).collect(),
        codes: hit.codes.into_iter().map(|c| c.code).collect(),
    }
}

fn piece(snippet: Snippet) -> Piece {
    let (start, text) = (snippet.at.start, snippet.text.as_str());
    let mut parts = Vec::new();
    let mut from = 0;
    let mut push = |range: std::ops::Range<usize>, found| {
        if let Some(part) = text.get(range).filter(|p| !p.is_empty()) {
            parts.push(Part { text: part.to_owned(), found });
        }
    };
    for word in snippet.words {
        let (begin, end) = (word.start.saturating_sub(start), word.end.saturating_sub(start));
        push(from..begin, false);
        push(begin..end, true);
        from = end;
    }
    push(from..text.len(), false);
    Piece { start, parts }
}

#[cfg(test)]
mod tests {
    use super::piece;

    #[test]
    fn a_snippet_is_cut_where_its_words_stand() {
        let snippet = medcode_store::Snippet {
            at: 10..24,
            text: "no chest pain.".into(),
            words: vec![13..18, 19..23],
        };
        let cut: Vec<(String, bool)> =
            piece(snippet).parts.into_iter().map(|p| (p.text, p.found)).collect();
        let plain: Vec<(&str, bool)> = cut.iter().map(|(t, f)| (t.as_str(), *f)).collect();
        assert_eq!(plain, [("no ", false), ("chest", true), (" ", false), ("pain", true), (".", false)]);
    }
}

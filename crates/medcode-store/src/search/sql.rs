//! Search in the database.

use std::cmp::Reverse;

use async_trait::async_trait;
use sqlx::AnyConnection;

use super::query::{Query, find};
use super::snippet::snippets;
use super::{Hit, Search, Token, words_of};
use crate::db::{Database, Filter, Record, Row, sql};
use crate::encounters::CodedLine;
use crate::upkeep::Backend;
use crate::{EncounterId, Millis, NoteId, Result};

/// Notes looked at in one go.
const BATCH: i64 = 100;
/// Batches looked at: where a phrase is rarer than its words, the search ends here.
const BATCHES: usize = 20;

/// An encounter that may be a hit.
struct Candidate {
    encounter: EncounterId,
    created: Millis,
    title: String,
    note: Option<NoteId>,
}

impl Record for Candidate {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            encounter: row.word("id")?,
            created: row.int("created")?,
            title: row.text("title")?,
            note: row.maybe_word("note_id")?,
        })
    }
}

impl Candidate {
    fn hit(self) -> Hit {
        let Self { encounter, created, title, note } = self;
        Hit { encounter, created, title, note, snippets: Vec::new(), codes: Vec::new() }
    }
}

/// The words as the index is asked: all must be there.
fn asked(query: &Query, backend: Backend) -> String {
    let word = |(word, begun): &(&str, bool)| match (backend, begun) {
        (Backend::Sqlite, false) => format!("\"{word}\""),
        (Backend::Sqlite, true) => format!("\"{word}\" *"),
        (Backend::Postgres, false) => format!("'{word}'"),
        (Backend::Postgres, true) => format!("'{word}':*"),
    };
    let words: Vec<String> = query.words().iter().map(word).collect();
    words.join(if backend == Backend::Sqlite { " AND " } else { " & " })
}

/// Encounters whose note has every word, the newest first, from behind this one on.
async fn candidates(
    on: &mut AnyConnection,
    backend: Backend,
    query: &Query,
    behind: Option<&Place>,
) -> Result<Vec<Candidate>> {
    let mut wanted = Filter::default();
    let (from, condition) = match backend {
        Backend::Sqlite => {
            ("note_words w JOIN note_index i ON i.number = w.rowid", "note_words MATCH ?")
        }
        Backend::Postgres => ("note_index i", "i.words @@ CAST(? AS TSQUERY)"),
    };
    wanted.and_with(condition, asked(query, backend));
    wanted.and("e.status <> 'deleted'");
    after(&mut wanted, behind);
    let most = wanted.place(BATCH);
    let text = format!(
        "SELECT e.id, e.created, e.title, i.note_id FROM {from} JOIN encounters e ON e.id = i.encounter_id \
         WHERE {} ORDER BY e.created DESC, e.id DESC LIMIT {most}",
        wanted.text()
    );
    wanted.statement(text).all(on).await
}

/// The candidate as a hit, if its phrases stand in the note.
async fn looked_at(on: &mut AnyConnection, query: &Query, candidate: Candidate) -> Result<Option<Hit>> {
    let sql =
        sql("SELECT COALESCE(body, '') AS t FROM notes WHERE id = $1").bind(candidate.note.as_ref());
    let text: String = sql.one(on, "note").await?;
    let tokens: Vec<Token> = words_of(&text).collect();
    let hit = |found: Vec<_>| Hit { snippets: snippets(&text, &found), ..candidate.hit() };
    Ok(find(query, &tokens).map(hit))
}

/// Where an encounter stands among those found: the newest come first.
type Place = (Millis, EncounterId);

/// Hits by words.
async fn by_words(
    on: &mut AnyConnection,
    backend: Backend,
    query: &Query,
    behind: Option<&Place>,
    limit: usize,
) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    let mut last = behind.cloned();
    for _ in 0..BATCHES {
        let batch = candidates(on, backend, query, last.as_ref()).await?;
        let more = i64::try_from(batch.len()).is_ok_and(|n| n == BATCH);
        for candidate in batch {
            last = Some((candidate.created, candidate.encounter.clone()));
            hits.extend(looked_at(on, query, candidate).await?);
            if hits.len() == limit {
                return Ok(hits);
            }
        }
        if !more {
            break;
        }
    }
    Ok(hits)
}

/// Hits by the beginning of a code.
async fn by_code(
    on: &mut AnyConnection,
    code: &str,
    behind: Option<&Place>,
    limit: i64,
) -> Result<Vec<Hit>> {
    let mut wanted = Filter::default();
    // Codes are letters and figures, and `~` stands behind all of them.
    wanted.and_with("l.compact >= ?", code);
    wanted.and_with("l.compact < ?", format!("{code}~"));
    wanted.and("e.status <> 'deleted'");
    after(&mut wanted, behind);
    let most = wanted.place(limit);
    let text = format!(
        "SELECT DISTINCT e.id, e.created, e.title, CAST(NULL AS TEXT) AS note_id FROM coded_lines l \
         JOIN encounters e ON e.id = l.encounter_id AND e.code_set = l.seq \
         WHERE {} ORDER BY e.created DESC, e.id DESC LIMIT {most}",
        wanted.text()
    );
    let found: Vec<Candidate> = wanted.statement(text).all(on).await?;
    Ok(found.into_iter().map(Candidate::hit).collect())
}

/// Only what stands behind this place.
fn after(wanted: &mut Filter, behind: Option<&Place>) {
    if let Some((created, id)) = behind {
        let (created, id) = (wanted.place(*created), wanted.place(id.as_str()));
        wanted.and(format!("(e.created, e.id) < ({created}, {id})"));
    }
}

/// Where an encounter stands.
async fn place(on: &mut AnyConnection, encounter: &EncounterId) -> Result<Place> {
    let sql = sql("SELECT created AS n FROM encounters WHERE id = $1").bind(encounter);
    Ok((sql.one(on, "encounter").await?, encounter.clone()))
}

/// The codes of an encounter's latest code set that begin so.
async fn codes(on: &mut AnyConnection, encounter: &EncounterId, code: &str) -> Result<Vec<CodedLine>> {
    let sql = sql("SELECT l.system, l.code, l.modifiers, l.units FROM coded_lines l \
                   JOIN encounters e ON e.id = l.encounter_id AND e.code_set = l.seq \
                   WHERE l.encounter_id = $1 AND l.compact >= $2 AND l.compact < $3 ORDER BY l.position");
    sql.bind(encounter).bind(code).bind(format!("{code}~")).all(on).await
}

#[async_trait]
impl Search for Database {
    async fn search(&self, text: &str, after: Option<&EncounterId>, limit: i64) -> Result<Vec<Hit>> {
        let Some(query) = Query::parse(text) else { return Ok(Vec::new()) };
        let limit = limit.clamp(1, 201);
        let most = usize::try_from(limit).unwrap_or(1);
        let mut on = self.reader().await?;
        let behind = match after {
            Some(encounter) => Some(place(&mut on, encounter).await?),
            None => None,
        };
        let mut hits = by_words(&mut on, self.backend, &query, behind.as_ref(), most).await?;
        if let Some(code) = &query.code {
            for hit in by_code(&mut on, code, behind.as_ref(), limit).await? {
                if hits.iter().all(|h| h.encounter != hit.encounter) {
                    hits.push(hit);
                }
            }
            hits.sort_by_key(|h| Reverse((h.created, h.encounter.clone())));
            hits.truncate(most);
            for hit in &mut hits {
                hit.codes = codes(&mut on, &hit.encounter, code).await?;
            }
        }
        Ok(hits)
    }
}

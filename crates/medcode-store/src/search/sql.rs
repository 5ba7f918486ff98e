//! Search in the database.

use std::cmp::Reverse;

use async_trait::async_trait;
use sqlx::AnyConnection;

use super::query::{Query, find};
use super::snippet::snippets;
use super::{Hit, Search, Token, words_of};
use crate::db::{Database, Record, Row, composed, sql};
use crate::encounters::CodedLine;
use crate::upkeep::Backend;
use crate::{EncounterId, Millis, NoteId, Result};

/// Notes looked at: where a phrase is rarer than its words, the search ends here.
const MOST: i64 = 2000;

/// An encounter that may be a hit.
struct Candidate {
    /// Its place in the order in which they came.
    number: i64,
    encounter: EncounterId,
    created: Millis,
    title: String,
    note: Option<NoteId>,
    text: String,
}

impl Record for Candidate {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            number: row.int("number")?,
            encounter: row.word("id")?,
            created: row.int("created")?,
            title: row.text("title")?,
            note: row.maybe_word("note_id")?,
            text: row.maybe_text("body")?.unwrap_or_default(),
        })
    }
}

impl Candidate {
    /// The candidate as a hit by its code.
    fn hit(self) -> Hit {
        let Self { encounter, created, title, note, .. } = self;
        Hit { encounter, created, title, note, snippets: Vec::new(), codes: Vec::new() }
    }

    /// The candidate as a hit by words, if its phrases stand in the note.
    fn looked_at(self, query: &Query) -> Option<Hit> {
        let tokens: Vec<Token> = words_of(&self.text).collect();
        let snippets = snippets(&self.text, &find(query, &tokens)?);
        Some(Hit { snippets, ..self.hit() })
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

/// Encounters whose note has every word and that came before, the latest first. The index is asked for
/// no more than is wanted, whatever else it has.
async fn candidates(
    on: &mut AnyConnection,
    backend: Backend,
    query: &Query,
    before: i64,
    most: i64,
) -> Result<Vec<Candidate>> {
    let found = match backend {
        Backend::Sqlite => {
            "SELECT rowid AS number FROM note_words WHERE note_words MATCH $1 AND rowid < $2 \
             ORDER BY rowid DESC LIMIT $3"
        }
        Backend::Postgres => {
            "SELECT number FROM note_index WHERE words @@ CAST($1 AS TSQUERY) AND number < $2 \
             ORDER BY number DESC LIMIT $3"
        }
    };
    let sql = composed(format!(
        "SELECT i.number, e.id, e.created, e.title, i.note_id, n.body FROM ({found}) f \
         JOIN note_index i ON i.number = f.number JOIN encounters e ON e.id = i.encounter_id \
         JOIN notes n ON n.id = i.note_id ORDER BY i.number DESC"
    ));
    sql.bind(asked(query, backend)).bind(before).bind(most).all(on).await
}

/// Hits by words.
async fn by_words(
    on: &mut AnyConnection,
    backend: Backend,
    query: &Query,
    limit: i64,
) -> Result<Vec<Hit>> {
    let wanted = usize::try_from(limit).unwrap_or(1);
    let mut hits = Vec::new();
    let (mut last, mut seen) = (i64::MAX, 0);
    while seen < MOST {
        let batch = candidates(on, backend, query, last, limit).await?;
        let count = i64::try_from(batch.len()).unwrap_or(MOST);
        last = batch.last().map_or(last, |c| c.number);
        hits.extend(batch.into_iter().filter_map(|c| c.looked_at(query)).take(wanted - hits.len()));
        if count < limit || hits.len() == wanted {
            break;
        }
        seen += count;
    }
    Ok(hits)
}

/// Hits by the beginning of a code.
async fn by_code(on: &mut AnyConnection, code: &str, limit: i64) -> Result<Vec<Hit>> {
    // Codes are letters and figures, and `~` stands behind all of them.
    let sql = sql(
        "SELECT DISTINCT CAST(0 AS BIGINT) AS number, e.id, e.created, e.title, CAST(NULL AS TEXT) AS note_id, \
                   CAST(NULL AS TEXT) AS body FROM coded_lines l \
                   JOIN encounters e ON e.id = l.encounter_id AND e.code_set = l.seq \
                   WHERE l.compact >= $1 AND l.compact < $2 AND e.status <> 'deleted' \
                   ORDER BY e.created DESC, e.id DESC LIMIT $3",
    );
    let found: Vec<Candidate> = sql.bind(code).bind(format!("{code}~")).bind(limit).all(on).await?;
    Ok(found.into_iter().map(Candidate::hit).collect())
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
    async fn search(&self, text: &str, limit: i64) -> Result<Vec<Hit>> {
        let Some(query) = Query::parse(text) else { return Ok(Vec::new()) };
        let limit = limit.clamp(1, 200);
        let most = usize::try_from(limit).unwrap_or(1);
        let mut on = self.reader().await?;
        let mut hits = by_words(&mut on, self.backend, &query, limit).await?;
        if let Some(code) = &query.code {
            for hit in by_code(&mut on, code, limit).await? {
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

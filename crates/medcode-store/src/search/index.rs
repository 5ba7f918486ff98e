//! The index of words: what stands in it, and what is taken out.

use super::index_text;
use crate::db::{Write, sql};
use crate::upkeep::Backend;
use crate::{EncounterId, NoteId, Result};

/// Puts the latest note of an encounter in the place of the one before.
pub(crate) async fn put(
    write: &mut Write<'_>,
    encounter: &EncounterId,
    note: &NoteId,
    text: &str,
) -> Result<()> {
    let words = index_text(text);
    if write.backend() == Backend::Postgres {
        let sql = sql("INSERT INTO note_index (encounter_id, note_id, words) \
                       VALUES ($1, $2, array_to_tsvector(string_to_array($3, ' '))) \
                       ON CONFLICT (encounter_id) \
                       DO UPDATE SET note_id = excluded.note_id, words = excluded.words");
        return sql.bind(encounter).bind(note).bind(words).run(write.on()).await.map(drop);
    }
    let sql_row = sql("INSERT INTO note_index (encounter_id, note_id) VALUES ($1, $2) \
                       ON CONFLICT (encounter_id) DO UPDATE SET note_id = excluded.note_id \
                       RETURNING number AS n");
    let number: i64 = sql_row.bind(encounter).bind(note).one(write.on(), "row of the index").await?;
    let sql = sql("INSERT OR REPLACE INTO note_words (rowid, words) VALUES ($1, $2)");
    sql.bind(number).bind(words).run(write.on()).await.map(drop)
}

/// Takes the note of an encounter out.
pub(crate) async fn remove(write: &mut Write<'_>, encounter: &EncounterId) -> Result<()> {
    if write.backend() == Backend::Sqlite {
        let words = sql("DELETE FROM note_words \
                         WHERE rowid IN (SELECT number FROM note_index WHERE encounter_id = $1)");
        words.bind(encounter).run(write.on()).await?;
    }
    let row = sql("DELETE FROM note_index WHERE encounter_id = $1").bind(encounter);
    row.run(write.on()).await.map(drop)
}

//! Notes in the database.

use async_trait::async_trait;
use serde_json::json;

use super::{NewNote, Note, NoteInfo, Notes};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, composed, sql};
use crate::{Change, Digest, EncounterId, NoteId, Result, search};

const INFO: &str = "id, encounter_id, version, name, media_type, text_digest, text_bytes, original_digest, \
                    kept_at, kept_by, erased";

impl Record for NoteInfo {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            encounter: row.word("encounter_id")?,
            version: row.int("version")?,
            name: row.maybe_text("name")?,
            media_type: row.text("media_type")?,
            text_digest: row.word("text_digest")?,
            text_bytes: row.int("text_bytes")?,
            original_digest: row.maybe_word("original_digest")?,
            at: row.int("kept_at")?,
            by: row.text("kept_by")?,
            erased: row.maybe_int("erased")?,
        })
    }
}

impl Record for Note {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self { info: NoteInfo::read(row)?, text: row.maybe_text("body")? })
    }
}

/// The bytes a note came in.
struct Original(Option<Vec<u8>>);

impl Record for Original {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(row.maybe_bytes("original")?))
    }
}

/// Where the parts of a note stand in its original.
struct Places(Option<String>);

impl Record for Places {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(row.maybe_text("places")?))
    }
}

/// Counts up the notes of an encounter: the number of the next.
async fn next(write: &mut Write<'_>, encounter: &EncounterId) -> Result<i64> {
    let sql = sql("UPDATE encounters SET note_count = note_count + 1, updated = $2 \
                   WHERE id = $1 AND erased IS NULL RETURNING note_count AS n");
    let at = write.at();
    match sql.bind(encounter).bind(at).first(write.on()).await? {
        Some(number) => Ok(number),
        None => Err(crate::encounters::gone(write.on(), encounter).await),
    }
}

/// Keeps the next version of a note, its words in the index, and says so in the log.
pub(crate) async fn insert(
    write: &mut Write<'_>,
    encounter: &EncounterId,
    new: NewNote,
) -> Result<NoteInfo> {
    let info = NoteInfo {
        id: NoteId::fresh(write.at()),
        encounter: encounter.clone(),
        version: next(write, encounter).await?,
        name: new.name,
        media_type: new.media_type,
        text_digest: Digest::of(new.text.as_bytes()),
        text_bytes: i64::try_from(new.text.len()).unwrap_or(i64::MAX),
        original_digest: new.original.as_deref().map(Digest::of),
        at: write.at(),
        by: write.by(),
        erased: None,
    };
    let words = new.text.clone();
    let sql = sql("INSERT INTO notes (id, encounter_id, version, name, media_type, text_digest, \
                   text_bytes, original_digest, body, original, places, kept_at, kept_by) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(&info.id)
    .bind(encounter)
    .bind(info.version)
    .bind(&info.name)
    .bind(&info.media_type)
    .bind(info.text_digest)
    .bind(info.text_bytes)
    .bind(info.original_digest)
    .bind(new.text)
    .bind(new.original)
    .bind(new.places)
    .bind(info.at)
    .bind(&info.by);
    sql.run(write.on()).await?;
    search::index::put(write, encounter, &info.id, &words).await?;
    let detail = json!({
        "encounter": encounter.as_str(),
        "version": info.version,
        "bytes": info.text_bytes,
        "sha256": info.text_digest.to_string(),
    });
    write.log("note.added", SubjectKind::Note, &info.id, detail);
    Ok(info)
}

#[async_trait]
impl Notes for Database {
    async fn add_note(
        &self,
        change: &Change,
        encounter: &EncounterId,
        new: NewNote,
    ) -> Result<NoteInfo> {
        let mut write = self.change(change).await?;
        let info = insert(&mut write, encounter, new).await?;
        write.commit().await?;
        Ok(info)
    }

    async fn note(&self, id: &NoteId) -> Result<Note> {
        let sql = composed(format!("SELECT {INFO}, body FROM notes WHERE id = $1")).bind(id);
        sql.one(&mut *self.reader().await?, "note").await
    }

    async fn latest_note(&self, encounter: &EncounterId) -> Result<Option<Note>> {
        let sql = composed(format!(
            "SELECT {INFO}, body FROM notes WHERE encounter_id = $1 ORDER BY version DESC LIMIT 1"
        ));
        sql.bind(encounter).first(&mut *self.reader().await?).await
    }

    async fn notes(&self, encounter: &EncounterId) -> Result<Vec<NoteInfo>> {
        let sql = composed(format!("SELECT {INFO} FROM notes WHERE encounter_id = $1 ORDER BY version"));
        sql.bind(encounter).all(&mut *self.reader().await?).await
    }

    async fn places(&self, id: &NoteId) -> Result<Option<String>> {
        let sql = sql("SELECT places FROM notes WHERE id = $1").bind(id);
        Ok(sql.one::<Places>(&mut *self.reader().await?, "note").await?.0)
    }

    async fn original(&self, id: &NoteId) -> Result<Option<Vec<u8>>> {
        let sql = sql("SELECT original FROM notes WHERE id = $1").bind(id);
        Ok(sql.one::<Original>(&mut *self.reader().await?, "note").await?.0)
    }
}

/// Erases the notes of an encounter, the digests kept; how many.
pub(crate) async fn erase(write: &mut Write<'_>, encounter: &EncounterId) -> Result<u64> {
    search::index::remove(write, encounter).await?;
    let sql =
        sql("UPDATE notes SET body = NULL, original = NULL, places = NULL, name = NULL, erased = $2 \
                   WHERE encounter_id = $1 AND erased IS NULL");
    let at = write.at();
    sql.bind(encounter).bind(at).run(write.on()).await
}

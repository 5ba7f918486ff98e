//! What was coded from: notes, immutable, one version after the other.

mod sql;

pub(crate) use sql::{erase, insert};

use std::fmt;

use async_trait::async_trait;

use crate::{Change, Digest, EncounterId, Millis, NoteId, Result};

/// What is known of one version of a note without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteInfo {
    /// Identifier.
    pub id: NoteId,
    /// The encounter.
    pub encounter: EncounterId,
    /// 1, 2, 3, ... within the encounter.
    pub version: i64,
    /// Name of the file it came in.
    pub name: Option<String>,
    /// Media type of the original.
    pub media_type: String,
    /// SHA-256 of the text's bytes.
    pub text_digest: Digest,
    /// Length of the text in bytes.
    pub text_bytes: i64,
    /// SHA-256 of the original bytes, where they were given.
    pub original_digest: Option<Digest>,
    /// When it was kept.
    pub at: Millis,
    /// By whom (`user:ID`, `key:ID`, `system:NAME`).
    pub by: String,
    /// When text and original were erased.
    pub erased: Option<Millis>,
}

/// One version of a note.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// What is known without the text.
    pub info: NoteInfo,
    /// The text, byte for byte; `None` once erased.
    pub text: Option<String>,
}

/// Shows no text.
impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Note").field("info", &self.info).finish_non_exhaustive()
    }
}

/// A version of a note to be kept.
#[derive(Clone)]
pub struct NewNote {
    /// The text that is coded.
    pub text: String,
    /// Media type of what came in: `text/plain`, `application/pdf`, ...
    pub media_type: String,
    /// Name of the file it came in.
    pub name: Option<String>,
    /// The bytes that came in, where they are not the text itself.
    pub original: Option<Vec<u8>>,
    /// Where each part of the text stands in the original, where that is known; never looked into.
    pub places: Option<String>,
}

/// Shows lengths only.
impl fmt::Debug for NewNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewNote")
            .field("bytes", &self.text.len())
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

/// Notes. There is no way to change one: what is different is the next version.
#[async_trait]
pub trait Notes: Send + Sync {
    /// Keeps the next version of an encounter's note. `NotFound`; `Refused` for an erased encounter;
    /// `Invalid` for a text with a NUL character.
    async fn add_note(&self, change: &Change, encounter: &EncounterId, new: NewNote)
    -> Result<NoteInfo>;

    /// A version of a note with its text. `NotFound`.
    async fn note(&self, id: &NoteId) -> Result<Note>;

    /// The latest version of an encounter's note, if there is one.
    async fn latest_note(&self, encounter: &EncounterId) -> Result<Option<Note>>;

    /// All versions of an encounter's note, the oldest first, without text.
    async fn notes(&self, encounter: &EncounterId) -> Result<Vec<NoteInfo>>;

    /// Where the parts of the text stand in the original, as it was given; `None` where it was not, or
    /// once erased. `NotFound`.
    async fn places(&self, id: &NoteId) -> Result<Option<String>>;

    /// The bytes the note came in, if they were kept and not erased. `NotFound`.
    async fn original(&self, id: &NoteId) -> Result<Option<Vec<u8>>>;
}

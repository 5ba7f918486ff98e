//! Where do words, or a code, stand?

mod fold;
pub(crate) mod index;
mod query;
mod snippet;
mod sql;

use std::ops::Range;

use async_trait::async_trait;

use crate::encounters::CodedLine;
use crate::{EncounterId, Millis, NoteId, Result};

use fold::{Token, index_text, words_of};

/// An encounter in which it was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// The encounter.
    pub encounter: EncounterId,
    /// When the encounter was made.
    pub created: Millis,
    /// Its label in the worklist.
    pub title: String,
    /// Found in the latest version of its note.
    pub note: Option<NoteId>,
    /// Where in the note: at most three pieces.
    pub snippets: Vec<Snippet>,
    /// Codes of its latest code set that begin as asked.
    pub codes: Vec<CodedLine>,
}

/// Shows no words.
impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hit")
            .field("encounter", &self.encounter)
            .field("snippets", &self.snippets.len())
            .field("codes", &self.codes)
            .finish_non_exhaustive()
    }
}

/// A piece of a note in which words were found.
#[derive(Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Where the piece stands in the note's text, in bytes.
    pub at: Range<usize>,
    /// The piece.
    pub text: String,
    /// Where the words stand in the note's text, in bytes, in order.
    pub words: Vec<Range<usize>>,
}

/// Shows no words.
impl std::fmt::Debug for Snippet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snippet")
            .field("at", &self.at)
            .field("words", &self.words)
            .finish_non_exhaustive()
    }
}

/// Search.
#[async_trait]
pub trait Search: Send + Sync {
    /// Encounters whose latest note holds every word (the last may be a beginning; case and accents do
    /// not matter; words in double quotes stand together), or whose latest code set has a code that
    /// begins so; the newest first, at most `limit` (1 to 201), from behind this one on. Nothing for a
    /// text without a word. Deleted encounters are left out.
    async fn search(&self, text: &str, after: Option<&EncounterId>, limit: i64) -> Result<Vec<Hit>>;
}

//! The project's own clinical vocabulary, as the files under `lexicon/` hold it.
//!
//! The one place that embeds those files, so that search and the coder read the same words.
//! Every row names the file it stands in: an answer can say where a word came from.

#![forbid(unsafe_code)]

mod files;
mod rows;
mod tables;

pub use rows::rows;
pub use tables::{Abbreviation, Drug, Synonym, abbreviations, drugs, synonyms};

/// The text of a file under `lexicon/` by its name without `.tsv`: `cues`,
/// `synonyms/circulatory`.
#[must_use]
pub fn table(name: &str) -> Option<&'static str> {
    files::ALL.iter().find(|(path, _)| path.strip_suffix(".tsv") == Some(name)).map(|(_, text)| *text)
}

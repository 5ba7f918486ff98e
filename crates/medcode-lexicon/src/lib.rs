//! The project's own clinical vocabulary, as the files under `lexicon/` hold it.
//!
//! The one place that embeds those files, so that search and the coder read the same words.
//! Every row names the file it stands in: an answer can say where a word came from.

#![forbid(unsafe_code)]

mod files;
mod rows;
mod tables;

use std::collections::HashMap;
use std::sync::RwLock;

pub use rows::rows;
pub use tables::{Abbreviation, Drug, Synonym, abbreviations, drugs, synonyms};

/// The rows of a file under `lexicon/`, cut once; none where there is no such file.
#[must_use]
pub fn rows_of(name: &'static str) -> &'static [Vec<&'static str>] {
    type Cut = HashMap<&'static str, &'static [Vec<&'static str>]>;
    static CUT: RwLock<Option<Cut>> = RwLock::new(None);
    if let Some(found) =
        CUT.read().ok().and_then(|all| all.as_ref().and_then(|all| all.get(name).copied()))
    {
        return found;
    }
    // The tables live as long as the program; each is cut at most once a thread that races.
    let cut: Vec<Vec<&'static str>> = table(name).map(|t| rows(t).collect()).unwrap_or_default();
    let made: &'static [Vec<&'static str>] = cut.leak();
    if let Ok(mut all) = CUT.write() {
        return all.get_or_insert_with(HashMap::new).entry(name).or_insert(made);
    }
    made
}

/// The text of a file under `lexicon/` by its name without `.tsv`: `cues`,
/// `synonyms/circulatory`.
#[must_use]
pub fn table(name: &str) -> Option<&'static str> {
    files::ALL.iter().find(|(path, _)| path.strip_suffix(".tsv") == Some(name)).map(|(_, text)| *text)
}

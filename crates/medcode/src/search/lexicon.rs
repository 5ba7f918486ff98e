//! What do the words find in the project's own lexicon?
//!
//! Its phrases are indexed in memory when the first query comes: a change of the lexicon then
//! needs no new installation, and the release files hold official text only.

use super::{By, Found};
use medcode_kb::query::Release;
use medcode_kb::search::{
    Entry, EntryKind, NEUTRAL_PRIOR, ParsedQuery, SearchBuilder, SearchView, Sections,
};
use medcode_kb::search::{Hit, WhyMatched};
use medcode_lexicon::{Synonym, synonyms};
use medcode_model::{Code, CodeSystem};
use std::sync::OnceLock;

/// A phrase that answers.
#[derive(Clone)]
pub(super) struct Meant {
    pub(super) phrase: &'static Synonym,
    pub(super) matched: Vec<(String, WhyMatched)>,
    score: f32,
}

/// The phrases as an index.
pub(super) fn view() -> Option<SearchView<'static>> {
    let sections = index();
    SearchView::open(|name| sections.iter().find(|(n, _)| *n == name).map(|(_, bytes)| bytes.as_slice()))
        .ok()
}

/// The phrases that answer a query, the best first.
pub(super) fn search(query: &ParsedQuery, limit: usize) -> Vec<Meant> {
    let hits = view().map(|view| view.search(query, limit)).unwrap_or_default();
    hits.into_iter().filter_map(meant).collect()
}

fn meant(hit: Hit) -> Option<Meant> {
    let phrase = synonyms().get(hit.doc as usize)?;
    Some(Meant { phrase, matched: hit.matched, score: hit.score })
}

/// Those whose code is one of the release.
pub(super) fn in_release(meant: &[Meant], release: &Release) -> impl Iterator<Item = Found> {
    let system = release.system();
    meant.iter().filter_map(move |m| {
        let text = m.phrase.code_text.trim_end_matches('-');
        let code = (system == CodeSystem::Icd10Cm).then(|| Code::new(system, text).ok()).flatten()?;
        let row = release.find(&code)?;
        Some(Found { row, code, score: m.score, by: By::Lexicon(m.clone()), narrowed: None })
    })
}

/// The search index of the phrases, made once.
fn index() -> &'static Sections {
    static INDEX: OnceLock<Sections> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut builder = SearchBuilder::new();
        for (phrase, doc) in synonyms().iter().zip(0..) {
            builder.add(Entry {
                doc,
                source: 0,
                kind: EntryKind::Inclusion,
                // What people write for a code is the code when they write just that.
                prior: NEUTRAL_PRIOR + 3,
                text: phrase.term,
                also: "",
            });
        }
        builder.finish()
    })
}

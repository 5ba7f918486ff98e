//! `search`: which codes does a coder mean by these words?
//!
//! Three sources answer, and the best hit of each code counts: the text itself where it has
//! the shape of a code, the words of each release in force (titles, inclusion terms, index
//! paths), and the project's own lexicon.

mod expand;
mod lexicon;
mod narrow;
mod standing;
mod typed;
mod why;
mod words;

use crate::lookup::Answered;
use crate::{AsOf, Engine};
use medcode_kb::query::{InForceRelease, NoRelease, Table};
use medcode_kb::search::{Hit, ParsedQuery, WhyMatched, parse};
use medcode_model::{Code, CodeSystem};
use std::collections::HashSet;

/// The systems that are searched, in the order that equal hits are given in.
const SYSTEMS: [CodeSystem; 4] = CodeSystem::ALL;

/// Each source is asked for this many hits at least: the first three of ten are then the
/// first three of twenty.
const SHALLOWEST: usize = 20;

/// What the query was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchKind {
    /// The query is the code.
    Code,
    /// The query begins the code.
    CodePrefix,
    /// The title of the code.
    Title,
    /// A short title.
    ShortTitle,
    /// An inclusion term.
    Inclusion,
    /// A path through an index.
    Index,
    /// A row of a table of the Index.
    TableRow,
    /// A phrase of the project's lexicon.
    Lexicon,
}

impl SearchKind {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::CodePrefix => "code-prefix",
            Self::Title => "title",
            Self::ShortTitle => "short-title",
            Self::Inclusion => "inclusion-term",
            Self::Index => "index",
            Self::TableRow => "table",
            Self::Lexicon => "lexicon",
        }
    }
}

/// A code that answers, and the words that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The code; of an ICD-10-PCS index entry perhaps only its first characters.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// Complete, may be reported.
    pub billable: bool,
    /// What was found.
    pub kind: SearchKind,
    /// The words that were found: a title, an inclusion term, an index path.
    pub path: Vec<String>,
    /// Why it answers, in one line.
    pub why: String,
    /// From 0 to about 1.
    pub score: f32,
    /// The Index path is from a reconstruction, not the publisher's file.
    pub rebuilt: bool,
    /// The words are text that the user's own licence covers (the AMA's CPT).
    pub licensed: bool,
    /// Release, and the file the words stand in.
    pub answered: Answered,
}

/// What was found.
#[derive(Debug)]
pub struct SearchAnswer {
    /// The best first.
    pub hits: Vec<SearchHit>,
    /// The systems that could not answer.
    pub absent: Vec<NoRelease>,
}

/// One release while it is searched.
struct Searched<'a> {
    from: InForceRelease<'a>,
    as_of: AsOf,
}

impl Engine {
    /// The best `limit` codes for some words, of one system or of all.
    ///
    /// # Errors
    /// When no release of the systems asked answers for the date.
    pub fn search(
        &self,
        text: &str,
        only: Option<CodeSystem>,
        as_of: AsOf,
        limit: usize,
    ) -> Result<SearchAnswer, NoRelease> {
        let (mut open, mut absent) = (Vec::new(), Vec::new());
        for system in SYSTEMS.into_iter().filter(|s| only.is_none_or(|o| o == *s)) {
            if system == CodeSystem::Cpt {
                match self.cpt_list(as_of)? {
                    Some(from) => open.push(Searched { from, as_of }),
                    // Only the licensee's own list has words; that it is not there is no news.
                    None if only.is_some() => absent.push(NoRelease::NotInstalled(system)),
                    None => {}
                }
                continue;
            }
            match self.library().as_of(system, as_of.date, as_of.nearest) {
                Ok(from) => open.push(Searched { from, as_of }),
                Err(error) => absent.push(error),
            }
        }
        if open.is_empty() {
            let system = only.unwrap_or(CodeSystem::Icd10Cm);
            return Err(first_refusal(absent).unwrap_or(NoRelease::NotInstalled(system)));
        }
        let mut query = parse(text, expand::get());
        let views = open.iter().filter_map(|searched| words::view(searched.from.release));
        views.chain(lexicon::view()).for_each(|view| query.note_known(&view));
        let hits = best(text, &query, &open, limit);
        Ok(SearchAnswer { hits, absent })
    }
}

impl Engine {
    /// The licensee's CPT list in force.
    fn cpt_list(&self, as_of: AsOf) -> Result<Option<InForceRelease<'_>>, NoRelease> {
        let tables = self.library().procedures(as_of.date, as_of.nearest)?;
        Ok(tables.table(Table::Cpt).map(|t| InForceRelease {
            release: t.release,
            in_force: t.in_force,
            stale: false,
            mismatch: t.mismatch,
        }))
    }
}

/// A date outside of what is installed says more than a system that is not there.
fn first_refusal(mut absent: Vec<NoRelease>) -> Option<NoRelease> {
    let at = absent.iter().position(|e| !matches!(e, NoRelease::NotInstalled(_))).unwrap_or(0);
    (at < absent.len()).then(|| absent.swap_remove(at))
}

/// A hit before its words are fetched.
struct Found {
    /// The row of its code.
    row: u32,
    /// The code; see [`SearchHit::code`].
    code: Code,
    score: f32,
    by: By,
    /// The code above that was found first, and the words that led further down from it.
    narrowed: Option<(Code, Vec<(String, WhyMatched)>)>,
}

/// What made a hit.
#[derive(Clone)]
enum By {
    Typed(SearchKind),
    Words(Hit),
    Lexicon(lexicon::Meant),
}

impl By {
    /// The words of the query that matched.
    fn matched(&self) -> &[(String, WhyMatched)] {
        match self {
            Self::Typed(_) => &[],
            Self::Words(hit) => &hit.matched,
            Self::Lexicon(meant) => &meant.matched,
        }
    }
}

/// Asks every source and keeps the best hit of each code.
fn best(text: &str, query: &ParsedQuery, open: &[Searched<'_>], limit: usize) -> Vec<SearchHit> {
    let depth = limit.max(SHALLOWEST);
    // Several phrases lead to one code.
    let meant = lexicon::search(query, 2 * depth);
    let mut all: Vec<(usize, Found)> = Vec::new();
    for (at, searched) in open.iter().enumerate() {
        let release = searched.from.release;
        let typed = typed::search(text, release, depth);
        let is_code = typed.iter().any(|found| matches!(found.by, By::Typed(SearchKind::Code)));
        all.extend(typed.into_iter().map(|found| (at, found)));
        if is_code && text.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let asked = words::view(release).map(|view| view.ask(query, depth));
        let mut found: Vec<Found> = asked.iter().flat_map(|a| words::hits(a, release)).collect();
        found.extend(lexicon::in_release(&meant, release));
        let further = asked.iter().flat_map(|a| narrow::further(a, &found, release)).collect::<Vec<_>>();
        all.extend(found.into_iter().chain(further).map(|found| (at, found)));
    }
    if open.len() > 1 {
        all.iter_mut().for_each(|(_, found)| found.score *= standing::among_systems(&found.code));
    }
    all.sort_by(|(a, x), (b, y)| y.score.total_cmp(&x.score).then(a.cmp(b)));
    let mut seen: HashSet<Code> = HashSet::new();
    let first = |(_, found): &(usize, Found)| seen.insert(found.code);
    let kept: Vec<_> = all.into_iter().filter(first).take(limit).collect();
    kept.into_iter().map(|(at, found)| why::hit(&open[at], &found, query)).collect()
}

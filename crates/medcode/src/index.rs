//! `index`: walking the Alphabetic Index, the External Cause Index, the tables of neoplasms
//! and drugs, and the ICD-10-PCS index.

use crate::lookup::Answered;
use crate::{AsOf, Engine};
use medcode_kb::query::{InForceRelease, IndexEntry, NoRelease, Release};
use medcode_kb::tables::index::{DASH, IndexKind};
use medcode_kb::text::normal::words;
use medcode_model::{Code, CodeSystem, SourceKind};

/// An entry with the words that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexLine {
    /// From the main term down.
    pub path: Vec<String>,
    /// The entry.
    pub entry: IndexEntry,
    /// Where its links lead, as paths.
    pub links_to: Vec<Vec<String>>,
    /// How many entries stand under it.
    pub below: usize,
}

/// What the index has for some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexAnswer {
    /// Entries that match, the best first, each with what stands under it in the order of the
    /// book: all of it where that is little, else the entries directly below.
    pub found: Vec<(IndexLine, Vec<IndexLine>)>,
    /// Release and file.
    pub answered: Answered,
    /// The Alphabetic Index is a reconstruction, not the publisher's file.
    pub rebuilt: bool,
}

/// At most this many entries are shown with their subterms.
const SHOWN: usize = 20;
/// All that stands under an entry is shown up to this many lines.
const WHOLE: u32 = 60;

impl Engine {
    /// Walks the index: the first words name the main term, the others subterms, each given
    /// as a whole or by the beginnings of its words.
    ///
    /// # Errors
    /// When no release answers for the date, or no index is installed for it.
    pub fn index(
        &self,
        system: CodeSystem,
        terms: &[String],
        as_of: AsOf,
    ) -> Result<Option<IndexAnswer>, NoRelease> {
        let from = self.library().as_of(system, as_of.date, as_of.nearest)?;
        let release = from.release;
        if release.index_nodes().is_empty() {
            return Ok(None);
        }
        let mut nodes = main_terms(release, terms.first().map_or("", String::as_str));
        if nodes.is_empty() {
            nodes = anywhere(release, terms.first().map_or("", String::as_str));
        }
        for term in terms.iter().skip(1) {
            nodes = nodes.into_iter().flat_map(|n| subterms(release, n, term)).collect();
        }
        Ok(Some(answer(&from, as_of, nodes)))
    }
}

/// Entries with what stands under them.
fn answer(from: &InForceRelease<'_>, as_of: AsOf, nodes: Vec<u32>) -> IndexAnswer {
    let release = from.release;
    let found: Vec<(IndexLine, Vec<IndexLine>)> = nodes
        .into_iter()
        .take(SHOWN)
        .filter_map(|n| {
            let below = under(release, n).into_iter().filter_map(|c| line(release, c)).collect();
            Some((line(release, n)?, below))
        })
        .collect();
    let books: Vec<IndexKind> = found.iter().map(|(line, _)| line.entry.kind).collect();
    let answered = Answered::of(from, as_of, files(books.first().copied()));
    let alphabetic = books.is_empty() || books.contains(&IndexKind::Alphabetic);
    IndexAnswer { found, answered, rebuilt: alphabetic && release.index_is_rebuilt() }
}

/// A main term as a list of the book has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexTerm {
    /// Its words.
    pub title: String,
    /// Its default code, and whether characters are still needed.
    pub code: Option<(Code, bool)>,
    /// How many entries stand under it.
    pub below: usize,
}

impl Engine {
    /// The entry at exactly this path, with what stands under it; `None` without an index.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn index_at(
        &self,
        system: CodeSystem,
        book: Option<IndexKind>,
        path: &[String],
        as_of: AsOf,
    ) -> Result<Option<IndexAnswer>, NoRelease> {
        let from = self.library().as_of(system, as_of.date, as_of.nearest)?;
        let release = from.release;
        if release.index_nodes().is_empty() {
            return Ok(None);
        }
        let found: Vec<u32> = match path.split_first() {
            Some((main, rest)) => mains(release)
                .filter(|&n| is_of(release, n, book) && release.index_title(n) == *main)
                .filter_map(|n| down(release, n, rest))
                .collect(),
            None => Vec::new(),
        };
        Ok(Some(answer(&from, as_of, found)))
    }

    /// Main terms of a book from these letters on, sorted by their letters: books sort some terms by
    /// other words than the first (`p-Acetamidophenol` stands under A). Empty where the book is not
    /// installed.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn index_terms(
        &self,
        book: IndexKind,
        from: &str,
        limit: usize,
        as_of: AsOf,
    ) -> Result<(Vec<IndexTerm>, Answered), NoRelease> {
        let system = if book == IndexKind::Pcs { CodeSystem::Icd10Pcs } else { CodeSystem::Icd10Cm };
        let answering = self.library().as_of(system, as_of.date, as_of.nearest)?;
        let release = answering.release;
        let begins = from.trim().to_lowercase();
        let of_book = mains(release).filter(|&n| is_of(release, n, Some(book)));
        let lettered = of_book.map(|n| (release.index_title(n).to_lowercase(), n));
        let mut listed: Vec<(String, u32)> = lettered.filter(|(title, _)| *title >= begins).collect();
        listed.sort_unstable();
        let term = |n| {
            let row = release.index_nodes().get(n as usize)?;
            let code = row.has_code().then(|| Code::from_bytes(system, row.code));
            let below = (row.end.get().saturating_sub(n + 1)) as usize;
            let dash = row.flags & DASH != 0;
            Some(IndexTerm { title: release.index_title(n), code: code.map(|c| (c, dash)), below })
        };
        let terms = listed.into_iter().take(limit).filter_map(|(_, n)| term(n)).collect();
        Ok((terms, Answered::of(&answering, as_of, files(Some(book)))))
    }
}

/// The main terms of all books, in their order.
fn mains(release: &Release) -> impl Iterator<Item = u32> + '_ {
    let all = release.index_nodes();
    let mut at = 0u32;
    std::iter::from_fn(move || {
        let node = all.get(at as usize)?;
        let found = at;
        at = node.end.get().max(at + 1);
        Some(found)
    })
}

fn is_of(release: &Release, node: u32, book: Option<IndexKind>) -> bool {
    book.is_none_or(|b| release.index_nodes().get(node as usize).is_some_and(|n| n.kind() == b))
}

/// The entry that the words lead to, each directly under the one before.
fn down(release: &Release, node: u32, words: &[String]) -> Option<u32> {
    words.iter().try_fold(node, |at, word| {
        release.index_children(at).find(|&child| release.index_title(child) == *word)
    })
}

/// The file that an index was read from.
pub(crate) const fn files(book: Option<IndexKind>) -> &'static [SourceKind] {
    match book {
        Some(IndexKind::Alphabetic) => &[SourceKind::CmIndex],
        Some(IndexKind::Neoplasm) => &[SourceKind::CmNeoplasm],
        Some(IndexKind::Drug) => &[SourceKind::CmDrug],
        Some(IndexKind::ExternalCause) => &[SourceKind::CmExternalCause],
        Some(IndexKind::Pcs) => &[SourceKind::PcsIndex],
        None => &[SourceKind::CmIndex, SourceKind::PcsIndex],
    }
}

/// An entry as a line.
fn line(release: &Release, node: u32) -> Option<IndexLine> {
    let entry = release.index_entry(node)?;
    let links_to =
        entry.links.iter().map(|l| l.target.map_or_else(Vec::new, |t| release.index_path(t))).collect();
    let end = release.index_nodes().get(node as usize)?.end.get();
    let below = end.saturating_sub(node + 1) as usize;
    Some(IndexLine { path: release.index_path(node), entry, links_to, below })
}

/// What is shown under an entry.
fn under(release: &Release, node: u32) -> Vec<u32> {
    let all = release.index_nodes();
    let end = all.get(node as usize).map_or(0, |n| n.end.get()).min(all.len() as u32);
    if end.saturating_sub(node) <= WHOLE {
        return (node + 1..end).collect();
    }
    release.index_children(node).collect()
}

/// Entries of any depth that fit, where no main term does; the best first.
fn anywhere(release: &Release, term: &str) -> Vec<u32> {
    let asked = words(term);
    if asked.is_empty() {
        return Vec::new();
    }
    let all = 0..release.index_nodes().len() as u32;
    let fitting = |n: u32| Some((fit(&release.index_title(n), &asked)?, n));
    let mut found: Vec<((usize, usize), u32)> = all.filter_map(fitting).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}

/// How well an entry's words fit those asked: every word asked must begin one of its words.
/// Lower is better; `None` where a word is missing.
fn fit(title: &str, asked: &[String]) -> Option<(usize, usize)> {
    let have = words(title);
    let mut partial = 0;
    for word in asked {
        if have.contains(word) {
            continue;
        }
        have.iter().find(|h| h.starts_with(word.as_str()))?;
        partial += 1;
    }
    Some((partial, have.len().saturating_sub(asked.len())))
}

/// Main terms that fit, the best first; the Alphabetic Index before the tables.
fn main_terms(release: &Release, term: &str) -> Vec<u32> {
    let asked = words(term);
    if asked.is_empty() {
        return Vec::new();
    }
    let all = release.index_nodes();
    let fitting = |n| Some((fit(&release.index_title(n), &asked)?, all.get(n as usize)?.kind(), n));
    let mut found: Vec<((usize, usize), IndexKind, u32)> = mains(release).filter_map(fitting).collect();
    found.sort();
    found.into_iter().map(|(_, _, n)| n).collect()
}

/// Entries under a node that fit a subterm: directly below first, then deeper.
fn subterms(release: &Release, node: u32, term: &str) -> Vec<u32> {
    let asked = words(term);
    let all = release.index_nodes();
    let Some(own) = all.get(node as usize) else { return Vec::new() };
    let end = own.end.get().min(all.len() as u32);
    let mut found: Vec<(u8, (usize, usize), u32)> = (node + 1..end)
        .filter_map(|n| Some((all[n as usize].level, fit(&release.index_title(n), &asked)?, n)))
        .collect();
    found.sort();
    let nearest = found.first().map(|f| f.0);
    found.into_iter().filter(|f| Some(f.0) == nearest).map(|f| f.2).collect()
}

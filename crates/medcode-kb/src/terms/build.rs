//! Writing the terms of a release.

use super::LONGEST;
use super::gather::{self, Gathered};
use super::phrase::Bag;
use super::view::{BAGS, FIRST, ROWS, Row, TermKind, Three};
use super::vocabulary::{self, WordId};
use crate::Error;
use crate::container::{Container, LICENSED, Writer};
use crate::query::Release;
use crate::quick::QuickMap;
use zerocopy::IntoBytes;
use zerocopy::little_endian::{U16, U32};

/// More nonessential modifiers than this add nothing to a match.
const MOST_OPTIONAL: usize = 4;

/// A term whose words have numbers.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Numbered {
    /// The first four of the words as one number, by which nearly all terms are sorted.
    head: u64,
    required: Vec<WordId>,
    kind: TermKind,
    column: u8,
    code: u32,
    source: u32,
    optional: Vec<WordId>,
}

/// The sections that hold the terms of a release.
#[must_use]
pub fn sections(release: &Release) -> Vec<(&'static str, Vec<u8>)> {
    write(gather::terms(release))
}

/// A file of phrases that are not a release's own, such as a lexicon: each with a number
/// that its terms give back as `code` and `source`.
///
/// # Errors
/// Never for phrases; the error is that of opening a file.
pub fn of_phrases<'a>(phrases: impl Iterator<Item = (&'a str, u32)>) -> Result<Container, Error> {
    let gathered = phrases
        .map(|(phrase, n)| Gathered {
            bag: Bag::exact(phrase),
            kind: TermKind::Lexicon,
            code: n,
            source: n,
            column: 0,
        })
        .collect();
    let mut out = Writer::new();
    for (name, bytes) in write(gathered) {
        out.section(name, bytes);
    }
    Container::from_bytes(out.finish().0)
}

fn write(mut gathered: Vec<Gathered>) -> Vec<(&'static str, Vec<u8>)> {
    gathered.retain(|t| (1..=LONGEST).contains(&t.bag.required.len()));
    let mut counts: QuickMap<&str, u32> = QuickMap::default();
    for term in &gathered {
        term.bag.required.iter().for_each(|w| *counts.entry(w).or_default() += 1);
        // A word that is only ever optional files nothing and counts as the commonest.
        term.bag.optional.iter().for_each(|w| {
            counts.entry(w).or_default();
        });
    }
    counts.values_mut().filter(|n| **n == 0).for_each(|n| *n = u32::MAX);
    let (ids, words) = vocabulary::number(&counts);
    let mut terms: Vec<Numbered> = gathered.iter().filter_map(|t| numbered(t, &ids)).collect();
    terms.sort_unstable();
    // The same words leading to the same code are one term, whatever its source.
    terms.dedup_by(|b, a| a.required == b.required && a.code == b.code && a.column == b.column);
    let mut out = vocabulary::write(&words);
    out.extend(tables(&terms, words.len()));
    out
}

fn numbered(term: &Gathered, ids: &QuickMap<&str, WordId>) -> Option<Numbered> {
    let find = |words: &[String]| -> Option<Vec<WordId>> {
        let mut found: Vec<WordId> =
            words.iter().map(|w| ids.get(w.as_str()).copied()).collect::<Option<_>>()?;
        found.sort_unstable();
        Some(found)
    };
    let required = find(&term.bag.required)?;
    let mut optional: Vec<WordId> =
        term.bag.optional.iter().filter_map(|w| ids.get(w.as_str()).copied()).collect();
    optional.sort_unstable();
    optional.truncate(MOST_OPTIONAL);
    let &Gathered { kind, column, code, source, .. } = term;
    let first = |n: usize| u64::from(required.get(n).copied().unwrap_or(0));
    let head = (0..4).fold(0, |head, n| head << 16 | first(n));
    Some(Numbered { head, required, kind, column, code, source, optional })
}

fn tables(terms: &[Numbered], words: usize) -> Vec<(&'static str, Vec<u8>)> {
    let mut first: Vec<U32> = Vec::with_capacity(words + 1);
    let mut rows: Vec<Row> = Vec::with_capacity(terms.len());
    let mut bags: Vec<U16> = Vec::new();
    let mut known: QuickMap<(&[WordId], &[WordId]), u32> = QuickMap::default();
    for term in terms {
        while first.len() <= usize::from(term.required[0]) {
            first.push((rows.len() as u32).into());
        }
        let key = (term.required.as_slice(), term.optional.as_slice());
        let bag = *known.entry(key).or_insert_with(|| {
            let start = bags.len() as u32;
            bags.extend(term.required.iter().chain(&term.optional).map(|&w| U16::new(w)));
            start
        });
        let packed = (Three::new(bag), Three::new(term.code), Three::new(term.source));
        // No release comes near sixteen million of anything.
        let (Some(bag), Some(code), Some(source)) = packed else { continue };
        rows.push(Row {
            bag,
            code,
            source,
            required: term.required.len() as u8,
            optional: term.optional.len() as u8,
            kind: term.kind as u8 | term.column << 4,
        });
    }
    while first.len() <= words {
        first.push((rows.len() as u32).into());
    }
    vec![
        (FIRST, first.as_bytes().to_vec()),
        (ROWS, rows.as_bytes().to_vec()),
        (BAGS, bags.as_bytes().to_vec()),
    ]
}

/// A release file with its terms: the last step of compiling one.
///
/// # Errors
/// When the bytes are not a release file.
pub fn attach(bytes: Vec<u8>) -> Result<(Vec<u8>, [u8; 32]), Error> {
    let release = Release::from_bytes(bytes)?;
    let file: &Container = release.file();
    let mut out = Writer::new();
    for (name, _, licensed) in file.sections() {
        out.flagged(name, if licensed { LICENSED } else { 0 }, file.section(name).to_vec());
    }
    for (name, bytes) in sections(&release) {
        out.section(name, bytes);
    }
    Ok(out.finish())
}

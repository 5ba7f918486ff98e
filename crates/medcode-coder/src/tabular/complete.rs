//! Choosing the characters that are still missing by the words of the note.

use super::seventh::{self, Encounter};
use super::words::Known;
use medcode_kb::query::Release;
use medcode_kb::tables::codes::EXPANDED;
use medcode_kb::text::normal;
use std::collections::BTreeSet;

/// How a code was made complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// It was complete.
    AsIs,
    /// By words of the note.
    ByWords,
    /// The "unspecified" code was taken for want of words.
    Unspecified,
    /// It could not be completed.
    Incomplete,
}

/// A code on its way down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Completed {
    /// The row reached.
    pub(crate) row: u32,
    /// How.
    pub(crate) how: How,
}

/// Walks down from a code to a complete one.
pub(crate) fn complete(release: &Release, row: u32, known: &Known, encounter: Encounter) -> Completed {
    let mut at = Completed { row, how: How::AsIs };
    for _ in 0..6 {
        if release.is_billable(at.row) {
            return at;
        }
        let children = release.children(at.row);
        let seventh = !children.is_empty() && children.iter().all(|&c| release.has(c, EXPANDED));
        let step = if seventh {
            seventh::choose(release, at.row, &children, known, encounter).map(|c| (c, How::ByWords))
        } else {
            choose(release, at.row, &children, known)
        };
        let Some((next, how)) = step else {
            return Completed { row: at.row, how: How::Incomplete };
        };
        at = Completed { row: next, how: at.how.max(how) };
    }
    at
}

/// The words of a title that carry meaning.
fn title_words(release: &Release, row: u32) -> BTreeSet<String> {
    const EMPTY: &[&str] = &[
        "of",
        "the",
        "and",
        "or",
        "with",
        "in",
        "to",
        "due",
        "by",
        "other",
        "specified",
        "unspecified",
        "not",
        "elsewhere",
        "classified",
        "a",
        "an",
        "at",
        "for",
        "type",
        "for",
    ];
    normal::words(&release.title(row)).into_iter().filter(|w| !EMPTY.contains(&w.as_str())).collect()
}

/// The child that the note's words choose; else the one for want of words.
fn choose(release: &Release, row: u32, children: &[u32], known: &Known) -> Option<(u32, How)> {
    let own = title_words(release, row);
    let asked: Vec<(u32, BTreeSet<String>, String)> = children
        .iter()
        .map(|&c| {
            let title = release.title(c).to_lowercase();
            (c, title_words(release, c).difference(&own).cloned().collect(), title)
        })
        .collect();
    for circle in &known.circles {
        let mut fits: Vec<(usize, u32)> = asked
            .iter()
            .filter(|(_, words, title)| !words.is_empty() && !is_residual(title))
            .filter(|(_, words, _)| words.iter().all(|w| circle.contains(w)))
            .map(|(c, words, _)| (words.len(), *c))
            .collect();
        fits.sort_by(|a, b| b.cmp(a));
        match fits[..] {
            [] => {}
            [(_, one)] => return Some((one, How::ByWords)),
            [(most, one), (next, _), ..] if most > next => return Some((one, How::ByWords)),
            _ => break,
        }
    }
    let open = |word: &str| asked.iter().find(|(_, _, title)| title.contains(word)).map(|(c, ..)| *c);
    // A fracture not said to be displaced or not is coded as displaced (OCG I.C.19.c).
    let displaced = asked.iter().find(|(_, words, _)| words.contains("displaced")).map(|(c, ..)| *c);
    open("unspecified")
        .or(displaced)
        .or_else(|| open("uncomplicated"))
        .or_else(|| open("without"))
        .or_else(|| (asked.len() == 1).then(|| asked[0].0))
        .map(|c| (c, How::Unspecified))
}

/// Whether a title is that of "other" or "unspecified": no word of a note chooses it.
fn is_residual(title: &str) -> bool {
    title.starts_with("other ") || title.contains("unspecified") || title.contains("other specified")
}

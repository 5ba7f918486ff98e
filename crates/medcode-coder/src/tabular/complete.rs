//! Choosing the characters that are still missing by the words of the note.

use super::seventh::{self, Encounter};
use super::side::Side;
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
pub(crate) fn complete(
    release: &Release,
    row: u32,
    known: &Known<'_>,
    side: Option<Side>,
    encounter: Encounter,
) -> Completed {
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
            choose(release, at.row, &children, known, side)
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
        "region",
    ];
    normal::words(&release.title(row)).into_iter().filter(|w| !EMPTY.contains(&w.as_str())).collect()
}

/// The child that the note's words choose; else the one for want of words.
fn choose(
    release: &Release,
    row: u32,
    children: &[u32],
    known: &Known<'_>,
    side: Option<Side>,
) -> Option<(u32, How)> {
    let own = title_words(release, row);
    let parent = release.title(row).to_lowercase();
    let asked: Vec<Asked> = children
        .iter()
        .map(|&c| {
            let title = release.title(c).to_lowercase();
            (c, title_words(release, c).difference(&own).cloned().collect(), title)
        })
        .collect();
    let sided = |word: &String| Side::is_named(word);
    let fits_side = |words: &BTreeSet<String>| {
        words.iter().filter(|w| sided(w)).all(|w| side.is_some_and(|s| s.word() == w.as_str()))
    };
    for circle in known.circles() {
        let mut fits: Vec<(usize, u32)> = asked
            .iter()
            .filter(|(_, words, title)| {
                !words.is_empty() && !is_residual(title, &parent) && fits_side(words)
            })
            .filter(|(_, words, _)| words.iter().all(|w| sided(w) || circle.contains(w.as_str())))
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
    // "Unspecified site of right breast": what is open in one thing may be said in another.
    let open: Vec<Asked> = asked
        .iter()
        .filter(|(_, words, _)| words.iter().any(&sided) && fits_side(words))
        .cloned()
        .collect();
    if let Some(found) = for_want_of_words(&open) {
        return Some((found, How::Unspecified));
    }
    for_want_of_words(&asked).map(|c| (c, How::Unspecified))
}

/// What is asked of the note to choose a child: its row, the words of its title beyond the
/// parent's, the title in lower case.
type Asked = (u32, BTreeSet<String>, String);

/// The child that a coder takes when the note says no more.
fn for_want_of_words(asked: &[Asked]) -> Option<u32> {
    // What tells a child from the others, "unspecified" included.
    let all: Vec<BTreeSet<&str>> = asked.iter().map(|(_, _, t)| t.split([' ', ',']).collect()).collect();
    let common = all.iter().skip(1).fold(all.first().cloned().unwrap_or_default(), |a, b| &a & b);
    let own = |at: usize| -> Vec<&str> {
        all[at].difference(&common).copied().filter(|w| !w.is_empty()).collect()
    };
    let with = |word: &str| {
        (0..asked.len())
            .filter(|&n| own(n).contains(&word))
            .min_by_key(|&n| own(n).len())
            .map(|n| asked[n].0)
    };
    // A fracture not said to be displaced or not is coded as displaced (OCG I.C.19.c).
    let displaced = asked.iter().find(|(_, words, _)| words.contains("displaced")).map(|(c, ..)| *c);
    with("unspecified")
        .or_else(|| unspecified_twice(asked))
        .or(displaced)
        .or_else(|| with("uncomplicated"))
        .or_else(|| with("without"))
        // "Migraine without aura, ... without status": its "without" stands in the others too.
        .or_else(|| {
            let plain = (0..asked.len()).find(|&n| own(n).is_empty())?;
            with("with").map(|_| asked[plain].0)
        })
        // "Not having achieved remission", "not intractable": the state that goes unsaid.
        .or_else(|| with("not"))
        // "Migraine without aura, ..., without status migrainosus": the last part tells them apart.
        .or_else(|| {
            let last = |t: &str| t.rsplit(", ").next().is_some_and(|part| part.starts_with("without "));
            asked.iter().find(|(_, _, t)| last(t)).map(|(c, ..)| *c)
        })
        // Of two that differ by a "with" alone, the one without it.
        .or_else(|| {
            let plain: Vec<usize> = (0..asked.len()).filter(|&n| !own(n).contains(&"with")).collect();
            (plain.len() == 1 && asked.len() == 2).then(|| asked[plain[0]].0)
        })
        .or_else(|| (asked.len() == 1).then(|| asked[0].0))
}

/// "Unspecified site of unspecified breast" among "unspecified site of right breast": the
/// title that leaves most open.
fn unspecified_twice(asked: &[Asked]) -> Option<u32> {
    let open = |title: &str| title.matches("unspecified").count();
    let most = asked.iter().map(|(_, _, t)| open(t)).max().filter(|&n| n > 1)?;
    let mut first = asked.iter().filter(|(_, _, t)| open(t) == most);
    let found = first.next()?.0;
    first.next().is_none().then_some(found)
}

/// Whether a title is that of "other" or "unspecified" among its siblings: no word of a note
/// chooses it. What the parent leaves open too does not count ("unspecified site of right
/// breast" under "unspecified site of breast").
fn is_residual(title: &str, parent: &str) -> bool {
    let open = |word: &str| title.contains(word) && !parent.contains(word);
    (title.starts_with("other ") && !parent.starts_with("other "))
        || open("unspecified")
        || open("other specified")
}

//! What is there to choose below a code that is not complete, and what does each choice ask of
//! the note?

use super::side::Side;
use crate::shelf::Shelf;
use medcode_kb::query::Release;
use medcode_kb::tables::codes::EXPANDED;
use medcode_kb::text::normal;
use std::collections::BTreeSet;

/// The codes directly under a code.
pub(crate) struct Choices {
    /// What each asks, in the order of the Tabular.
    pub(super) asked: Vec<Asked>,
    /// Whether they differ by the seventh character, and what it may be.
    pub(super) seventh: Option<Vec<(char, String)>>,
    /// The code for want of words.
    unsaid: Option<u32>,
    /// The same where the side is known: left, right, both.
    unsaid_of_side: [Option<u32>; 3],
}

/// What is asked of the note to choose a code.
pub(super) struct Asked {
    pub(super) row: u32,
    /// The words of its title beyond those of the code above.
    pub(super) words: BTreeSet<String>,
    /// Whether its words can choose it.
    pub(super) tells: bool,
    /// Its title in lower case.
    title: String,
}

impl Asked {
    /// Whether the sides that its words name are the one of the mention.
    pub(super) fn fits_side(&self, side: Option<Side>) -> bool {
        let mut sides = self.words.iter().filter(|w| Side::is_named(w));
        sides.all(|w| side.is_some_and(|s| s.word() == w.as_str()))
    }

    /// The first word of its title.
    pub(super) fn opens_with(&self) -> &str {
        self.title.split([' ', ',']).next().unwrap_or_default()
    }

    fn names_side(&self, side: Side) -> bool {
        self.words.iter().any(|w| Side::is_named(w)) && self.fits_side(Some(side))
    }
}

impl Choices {
    pub(crate) fn of(shelf: &Shelf, release: &Release, row: u32) -> Self {
        let children = release.children(row);
        let seventh = !children.is_empty() && children.iter().all(|&c| release.has(c, EXPANDED));
        let seventh = seventh.then(|| release.seventh_characters(row));
        let above = shelf.title(release, row);
        let own = title_words(&above.text);
        let asked: Vec<Asked> = children
            .iter()
            .map(|&row| {
                // Seventh characters are chosen by their list, not by titles.
                if seventh.is_some() {
                    return Asked { row, words: BTreeSet::new(), tells: false, title: String::new() };
                }
                let title = shelf.title(release, row);
                let words: BTreeSet<String> =
                    title_words(&title.text).difference(&own).cloned().collect();
                let tells = !words.is_empty() && !is_residual(&title.lower, &above.lower);
                Asked { row, words, tells, title: title.lower.clone() }
            })
            .collect();
        let unsaid_of_side = [Side::Left, Side::Right, Side::Both].map(|side| {
            // "Unspecified site of right breast": what is open in one thing may be said in another.
            unsaid(&asked.iter().filter(|a| a.names_side(side)).collect::<Vec<_>>())
        });
        let unsaid = unsaid(&asked.iter().collect::<Vec<_>>());
        Self { asked, seventh, unsaid, unsaid_of_side }
    }

    /// Whether only the seventh character is missing.
    pub(super) const fn are_seventh(&self) -> bool {
        self.seventh.is_some()
    }

    /// The code that a coder takes when the note says no more, the side known or not.
    pub(super) fn for_want_of_words(&self, side: Option<Side>) -> Option<u32> {
        let of_side = side.and_then(|side| self.unsaid_of_side[side as usize]);
        of_side.or(self.unsaid)
    }
}

/// The words of a title that carry meaning.
fn title_words(title: &str) -> BTreeSet<String> {
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
    normal::words(title).into_iter().filter(|w| !EMPTY.contains(&w.as_str())).collect()
}

/// The child that a coder takes when the note says no more.
fn unsaid(asked: &[&Asked]) -> Option<u32> {
    // What tells a child from the others, "unspecified" included.
    let all: Vec<BTreeSet<&str>> = asked.iter().map(|a| a.title.split([' ', ',']).collect()).collect();
    let common = all.iter().skip(1).fold(all.first().cloned().unwrap_or_default(), |a, b| &a & b);
    let own = |at: usize| -> Vec<&str> {
        all[at].difference(&common).copied().filter(|w| !w.is_empty()).collect()
    };
    let with = |word: &str| {
        (0..asked.len())
            .filter(|&n| own(n).contains(&word))
            .min_by_key(|&n| own(n).len())
            .map(|n| asked[n].row)
    };
    // A fracture not said to be displaced or not is coded as displaced (OCG I.C.19.c).
    let displaced = asked.iter().find(|a| a.words.contains("displaced")).map(|a| a.row);
    // A joint not said to be out in part is dislocated.
    let dislocated = asked.iter().find(|a| a.title.starts_with("dislocation")).map(|a| a.row);
    with("unspecified")
        .or_else(|| unspecified_twice(asked))
        .or(displaced)
        .or(dislocated)
        .or_else(|| with("uncomplicated"))
        .or_else(|| with("without"))
        // "Migraine without aura, ... without status": its "without" stands in the others too.
        .or_else(|| {
            let plain = (0..asked.len()).find(|&n| own(n).is_empty())?;
            with("with").map(|_| asked[plain].row)
        })
        // "Not having achieved remission", "not intractable": the state that goes unsaid.
        .or_else(|| with("not"))
        // "Migraine without aura, ..., without status migrainosus": the last part tells them apart.
        .or_else(|| {
            let last = |t: &str| t.rsplit(", ").next().is_some_and(|part| part.starts_with("without "));
            asked.iter().find(|a| last(&a.title)).map(|a| a.row)
        })
        // Of two that differ by a "with" alone, the one without it.
        .or_else(|| {
            let plain: Vec<usize> = (0..asked.len()).filter(|&n| !own(n).contains(&"with")).collect();
            (plain.len() == 1 && asked.len() == 2).then(|| asked[plain[0]].row)
        })
        .or_else(|| (asked.len() == 1).then(|| asked[0].row))
}

/// "Unspecified site of unspecified breast" among "unspecified site of right breast": the
/// title that leaves most open.
fn unspecified_twice(asked: &[&Asked]) -> Option<u32> {
    let open = |title: &str| title.matches("unspecified").count();
    let most = asked.iter().map(|a| open(&a.title)).max().filter(|&n| n > 1)?;
    let mut first = asked.iter().filter(|a| open(&a.title) == most);
    let found = first.next()?.row;
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

//! A code of the same category whose title the sentence holds in full says more than the one
//! that was matched (OCG I.B.2): "Parkinson's disease ... with dyskinesia, with fluctuations".

use crate::case::Case;
use crate::mention::{self, Match};
use crate::shelf::Shelf;
use crate::tabular::Side;
use medcode_kb::query::Release;
use medcode_kb::tables::codes::{BILLABLE, EXPANDED, LISTED};
use medcode_kb::terms::title_words;
use medcode_model::Presence;

/// The titles of one category: row and the words a note must hold.
pub(crate) type Titles = Vec<(u32, Vec<String>)>;

/// A code whose title says all that another's of its category does, and more.
pub(crate) struct Wider {
    pub(crate) row: u32,
    /// The words that a note must hold.
    words: Vec<String>,
    /// Those of them that the other title lacks.
    pub(crate) added: Vec<String>,
}

/// The codes of a category that say all that the title of a code does, and more.
pub(crate) fn wider(shelf: &Shelf, release: &Release, row: u32) -> Vec<Wider> {
    let Some(own) = &shelf.title(release, row).required else { return Vec::new() };
    let more = |(other, words): &&(u32, Vec<String>)| {
        *other != row && words.len() > own.len() && own.iter().all(|w| words.contains(w))
    };
    let all = shelf.category(release, row).iter().filter(more);
    all.map(|(row, words)| {
        let added = words.iter().filter(|w| !own.contains(w)).cloned().collect();
        Wider { row: *row, words: words.clone(), added }
    })
    .collect()
}

/// Categories with more codes than this are spelled out by site and side, not by wording.
const MOST: usize = 400;

/// The titles of a category.
pub(crate) fn titles(release: &Release, category: u32) -> Titles {
    let rows: Vec<u32> = release
        .under(category)
        .filter(|&r| !release.has(r, EXPANDED) && (release.has(r, LISTED) || release.has(r, BILLABLE)))
        .collect();
    if rows.len() > MOST {
        return Vec::new();
    }
    rows.into_iter()
        .filter_map(|row| {
            let title = release.title(row);
            // "With unspecified complications" is for want of words, never by them.
            if title.contains("unspecified") && title.contains("complication") {
                return None;
            }
            let (required, _) = title_words(&title)?;
            let sided = required.iter().any(|w| Side::is_named(w));
            (!sided).then_some((row, required))
        })
        .collect()
}

/// The row that says most of what the sentence says, and the words it says beyond the match.
pub(super) fn by_sentence(case: &Case<'_>, row: u32, found: &Match) -> (u32, Vec<u32>) {
    let stay = (row, Vec::new());
    let wider = case.shelf.wider(case.release, row);
    if wider.is_empty() {
        return stay;
    }
    // "Severe without psychotic features" is not made "with" by its own words.
    let without = |t: &u32| {
        case.reading.forms(*t as usize).iter().any(|f| matches!(&*f.word, "without" | "no" | "not"))
            || mention::is_lacked(case.reading, *t as usize)
    };
    if found.tokens.iter().any(without) {
        return stay;
    }
    let sentence = case.doc.sentences()[found.sentence as usize];
    let whole = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
    let stretch = case.members.around(&found.tokens, whole);
    let tokens = stretch.start as u32..stretch.end as u32;
    let place = |word: &str| {
        let places = case.stand.of_word(word);
        let here = &places[places.partition_point(|&(t, _)| t < tokens.start)..];
        let mut here = here.iter().take_while(|&&(t, _)| t < tokens.end);
        let own = here.clone().map(|&(t, _)| t).find(|t| found.tokens.contains(t));
        // "COPD" elsewhere in the sentence makes a failure no chronic one.
        own.or_else(|| here.find(|&&(_, bound)| !bound).map(|&(t, _)| t))
    };
    let mut best: Option<(usize, u32, Vec<u32>)> = None;
    for Wider { row: other, words, .. } in wider {
        let mut added = Vec::new();
        let all = words.iter().all(|w| match place(w) {
            Some(t) => {
                if !found.tokens.contains(&t) {
                    added.push(t);
                }
                true
            }
            None => false,
        });
        if all
            && best.as_ref().is_none_or(|(n, ..)| words.len() > *n)
            && added.iter().all(|&t| is_stated(case, t))
            && belongs(case, found, &added)
        {
            best = Some((words.len(), *other, added));
        }
    }
    best.map_or(stay, |(_, row, added)| (row, added))
}

/// Whether the words that are added are said of what the match names.
fn belongs(case: &Case<'_>, found: &Match, added: &[u32]) -> bool {
    let tokens: Vec<u32> = found.tokens.iter().chain(added).copied().collect();
    // The 2 of "type 2 infarction, stage 3 ulcer" is said of another thing.
    let number = |t: u32| case.doc.folded(t as usize).starts_with(|c: char| c.is_ascii_digit());
    let beside = |t: u32| tokens.iter().any(|&o| o != t && o.abs_diff(t) == 1);
    added.iter().all(|&t| !number(t) || beside(t))
        && mention::belong(case.reading, found.sentence, &tokens)
}

/// Whether a word is stated as there.
fn is_stated(case: &Case<'_>, token: u32) -> bool {
    let span = case.doc.tokens()[token as usize].span;
    case.doc.context(span).assertion.presence == Presence::Present
}

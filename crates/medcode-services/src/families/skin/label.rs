//! Closures told wound by wound: `Knee: 4-0 vicryl deep, nylon x4. Chin: dermabond`, the wounds measured
//! above.

use super::sizes::{sizes, tenth};
use super::{Named, regions};
use crate::desk::Case;
use medcode_note::Gap;
use std::ops::Range;

/// The region that labels a sentence.
fn label(case: &Case<'_>, sentence: &Range<usize>) -> Option<Named> {
    const LABEL: usize = 4;
    let end = sentence.end.min(sentence.start + LABEL);
    let colon = (sentence.start + 1..end).find(|&t| case.reading.doc.gap(t).has(Gap::COLON))?;
    regions(case, sentence.start..colon).last().copied()
}

/// The sentences under the label that stands over a token, where an item has several.
pub(super) fn part(case: &Case<'_>, item: &Range<usize>, token: usize) -> Option<Range<usize>> {
    let doc = case.reading.doc;
    let all = doc.sentences().iter().map(|s| s.tokens.0 as usize..s.tokens.1 as usize);
    let within = all.filter(|s| s.start >= item.start && s.end <= item.end);
    let starts: Vec<usize> = within.filter(|s| label(case, s).is_some()).map(|s| s.start).collect();
    if starts.len() < 2 {
        return None;
    }
    let first = *starts.iter().rev().find(|&&s| s <= token)?;
    let end = starts.iter().copied().find(|&s| s > token).unwrap_or(item.end);
    Some(first..end)
}

/// The length that the note gives elsewhere of a wound of the region that labels an item.
pub(super) fn length(case: &Case<'_>, item: &Range<usize>) -> Option<(f32, Range<usize>)> {
    let doc = case.reading.doc;
    let own = label(case, item)?;
    let all = doc.sentences().iter().map(|s| s.tokens.0 as usize..s.tokens.1 as usize);
    let elsewhere = all.filter(|s| s.end <= item.start || s.start >= item.end);
    elsewhere.flat_map(|s| sized(case, &s)).find_map(|(named, length, at)| {
        let side = |t: usize| case.reading.side(&(t..t + 1));
        let same = doc.folded(named.token) == doc.folded(own.token);
        let sides = (side(named.token), side(own.token));
        let apart = matches!(sides, (Some(a), Some(b)) if a != b);
        (same && !apart).then_some((length, at))
    })
}

/// The lengths of a sentence, each with the region nearest to it.
fn sized(case: &Case<'_>, sentence: &Range<usize>) -> Vec<(Named, f32, Range<usize>)> {
    let named = regions(case, sentence.clone());
    let nearest = |at: usize| named.iter().min_by_key(|n| n.token.abs_diff(at)).copied();
    sizes(case, sentence.clone())
        .into_iter()
        .filter_map(|(_, m)| Some((nearest(m.tokens.start)?, tenth(m.longest()), m.tokens)))
        .filter(|(_, length, _)| *length > 0.0)
        .collect()
}

//! Where do the words of the measures stand in a note?

use crate::desk::Case;
use std::ops::Range;

/// Words of a class at some tokens.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) class: u16,
}

/// Every hit of a note, in order.
pub(super) fn find(case: &Case<'_>) -> Vec<Hit> {
    let (doc, words) = (case.reading.doc, &case.desk.quality.words);
    let words = words.of_note(doc);
    let hits = |at: usize| words.at(at).map(move |(class, len)| Hit { tokens: at..at + len, class });
    (0..doc.tokens().len()).flat_map(hits).collect()
}

/// The hits that begin within some tokens.
pub(super) fn within(hits: &[Hit], tokens: Range<usize>) -> &[Hit] {
    let first = hits.partition_point(|h| h.tokens.start < tokens.start);
    let last = hits.partition_point(|h| h.tokens.start < tokens.end);
    &hits[first..last.max(first)]
}

/// Whether words of a class begin within some tokens.
pub(super) fn has(case: &Case<'_>, hits: &[Hit], tokens: Range<usize>, class: &str) -> bool {
    let class = case.desk.quality.words.get(class);
    within(hits, tokens).iter().any(|h| h.class == class)
}

/// The same, and not as a part of longer words: `will` of a living will promises nothing.
pub(super) fn alone(case: &Case<'_>, hits: &[Hit], tokens: Range<usize>, class: &str) -> bool {
    let class = case.desk.quality.words.get(class);
    let near = within(hits, tokens.start.saturating_sub(6)..tokens.end);
    let in_longer = |hit: &Hit| {
        let holds = |h: &Hit| h.tokens.start < hit.tokens.start && h.tokens.end >= hit.tokens.end;
        near.iter().any(holds)
    };
    within(hits, tokens).iter().any(|h| h.class == class && !in_longer(h))
}

/// The hits of a class.
pub(super) fn of<'h>(
    case: &Case<'_>,
    hits: &'h [Hit],
    class: &str,
) -> impl Iterator<Item = &'h Hit> + use<'h> {
    let class = case.desk.quality.words.get(class);
    hits.iter().filter(move |h| h.class == class)
}

//! Fixed phrases before and after a token.

use crate::case::Case;
use medcode_note::Document;
use std::ops::Range;

/// The tokens of the sentence a token stands in.
pub(super) fn sentence(case: &Case<'_>, token: usize) -> Range<usize> {
    case.doc.sentence_of(token).map_or(token..token + 1, |s| tokens_of(case.doc, s))
}

/// The tokens of a sentence.
pub(super) fn tokens_of(doc: &Document<'_>, sentence: usize) -> Range<usize> {
    let (low, high) = doc.sentences()[sentence].tokens;
    low as usize..high as usize
}

/// Where a phrase begins that ends right before `end`; the first of the list that fits.
pub(super) fn ending(doc: &Document<'_>, end: usize, low: usize, phrases: &[&str]) -> Option<usize> {
    // Few phrases share their last word with the place: the others are passed over uncut.
    let last = end.checked_sub(1).map_or("", |t| doc.folded(t));
    let closes = |phrase: &&&str| {
        phrase.bytes().last() == last.bytes().last()
            && phrase.strip_suffix(last).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    phrases.iter().filter(closes).find_map(|phrase| {
        let start = end.checked_sub(phrase.split(' ').count()).filter(|&s| s >= low)?;
        fits(doc, start, phrase).then_some(start)
    })
}

/// Where a phrase ends that begins at `start`; the first of the list that fits.
pub(super) fn beginning(
    doc: &Document<'_>,
    start: usize,
    high: usize,
    phrases: &[&str],
) -> Option<usize> {
    // Few phrases share a first word with the place: the others are passed over uncut.
    let first = doc.folded(start);
    let opens = |phrase: &&&str| {
        phrase.bytes().next() == first.bytes().next()
            && phrase.strip_prefix(first).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    phrases.iter().filter(opens).find_map(|phrase| {
        let end = start + phrase.split(' ').count();
        (end <= high && fits(doc, start, phrase)).then_some(end)
    })
}

/// The first place in a stretch where one of the phrases stands.
pub(super) fn within(doc: &Document<'_>, range: Range<usize>, phrases: &[&str]) -> Option<Range<usize>> {
    range.clone().find_map(|start| beginning(doc, start, range.end, phrases).map(|end| start..end))
}

fn fits(doc: &Document<'_>, start: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(n, word)| doc.folded(start + n) == word)
}

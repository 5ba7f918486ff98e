//! Which words may belong to a procedure: those close by first, then its sentence, its
//! neighbours, its section.

use super::phrases::Hit;
use medcode_note::Document;

/// How many tokens before and after a procedure count as close by.
const BEFORE: usize = 9;
const AFTER: usize = 14;
/// How much of an operative report counts for one of its procedures.
const WHOLE: usize = 500;

/// A stretch of tokens: first and one past the last.
pub(crate) type Stretch = (usize, usize);

/// The stretches around a procedure, the closest first.
pub(crate) fn around(doc: &Document<'_>, hit: Hit, operative: bool) -> Vec<Stretch> {
    let Some(at) = doc.sentence_of(hit.first) else { return vec![(hit.first, hit.end)] };
    let sentences = doc.sentences();
    let own = sentences[at];
    let (first, end) = (own.tokens.0 as usize, own.tokens.1 as usize);
    let mut out = vec![
        (hit.first, hit.end),
        (hit.first.saturating_sub(BEFORE).max(first), (hit.end + AFTER).min(end)),
        (first, end),
    ];
    let same = |n: usize| sentences.get(n).filter(|s| s.section == own.section);
    let next = same(at + 1).map_or(end, |s| s.tokens.1 as usize);
    let previous = at.checked_sub(1).and_then(same).map_or(first, |s| s.tokens.0 as usize);
    out.push((first, next));
    out.push((previous, next));
    let second = same(at + 2).map_or(next, |s| s.tokens.1 as usize);
    out.push((previous, second));
    if operative {
        out.push((hit.first.saturating_sub(WHOLE), (hit.end + WHOLE).min(doc.tokens().len())));
    }
    out
}

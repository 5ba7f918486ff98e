//! A procedure that heads its own line, and what the line says became of it: `TIPS: IR evaluated, not a candidate`.

use super::phrases::Hit;
use medcode_note::{Document, Gap};

/// How much of the line is read.
const REACH: usize = 16;

/// What was decided against.
const AGAINST: &[&str] =
    &["declined", "deferred", "refused", "cancelled", "canceled", "aborted", "postponed", "abandoned"];

/// What a denial may stand before.
const DENIED: &[&str] = &[
    "candidate",
    "done",
    "feasible",
    "indicated",
    "necessary",
    "needed",
    "offered",
    "performed",
    "placed",
    "pursued",
    "required",
];

/// The word by which the line of a label says that it was not done.
pub(crate) fn of_label<'t>(doc: &Document<'t>, hit: Hit) -> Option<&'t str> {
    let line = doc.line_at(doc.tokens()[hit.first].span.start)?;
    let heads = hit.first.saturating_sub(line.tokens.0 as usize) <= 2
        || doc.sentence_of(hit.first).is_some_and(|n| doc.sentences()[n].tokens.0 as usize == hit.first);
    if !heads || !doc.gap(hit.end).has(Gap::COLON) {
        return None;
    }
    let stop = Gap::STOP.with(Gap::NEWLINE);
    let end = (hit.end + REACH).min(line.tokens.1 as usize);
    for at in hit.end..end {
        if at > hit.end && doc.gap(at).has(stop) {
            return None;
        }
        let word = doc.folded(at);
        let no = matches!(word, "not" | "never" | "no");
        let denied = |t: usize| t < end && DENIED.contains(&doc.folded(t));
        if AGAINST.contains(&word) || no && (at + 1..at + 4).any(denied) {
            return Some(doc.raw(at));
        }
        // What was done first and then left is done: `PEG: placed, not used yet`.
        if matches!(word, "placed" | "done" | "performed" | "inserted" | "given") {
            return None;
        }
    }
    None
}

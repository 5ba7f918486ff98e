//! Which lines belong together: one site, one wound, one specimen, one step?
//!
//! An item is a line with all that is said under it: wrapped lines, and lines set in more deeply
//! or bulleted below a numbered, lettered or labelled one. `SITE 1.`, `Wound #2`, `Left knee:`
//! open an item as a list sign does.

use medcode_note::{Document, Line, LineKind, Marker};
use std::ops::Range;

/// No item is longer than this many lines: it bounds what is read around a service.
const LONGEST: usize = 30;

/// No item is longer than this many words, but for the rest of its last sentence.
const WORDS: u32 = 1_500;

/// The items of a note, in order: the tokens of each.
pub(super) fn cut(doc: &Document<'_>) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    let mut head: Option<&Line> = None;
    let mut lines = 0;
    let mut section = usize::MAX;
    for line in doc.lines() {
        if line.kind == LineKind::Blank {
            head = None;
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let now = doc.sections().partition_point(|s| s.span.start <= line.content);
        let short = out.last().is_some_and(|item| line.tokens.1 - item.start <= WORDS);
        let same = now == section && short && lines < LONGEST && head.is_some_and(|h| belongs(h, line));
        section = now;
        match out.last_mut() {
            Some(item) if same => {
                item.end = line.tokens.1;
                lines += 1;
            }
            _ => {
                open(doc, line, &mut out);
                head = Some(line);
                lines = 1;
            }
        }
    }
    out
}

/// Opens the item of a line; a line that never ends is cut where sentences end.
fn open(doc: &Document<'_>, line: &Line, out: &mut Vec<Range<u32>>) {
    let (mut first, end) = line.tokens;
    while end - first > WORDS {
        let cut = doc.sentence_of((first + WORDS) as usize).map(|s| doc.sentences()[s].tokens.1);
        let cut = cut.unwrap_or(first + WORDS).clamp(first + 1, end);
        out.push(first..cut);
        first = cut;
    }
    if first < end || line.tokens.0 == end {
        out.push(first..end);
    }
}

/// Whether a line carries on the item that another opened.
fn belongs(head: &Line, line: &Line) -> bool {
    if line.continues {
        return true;
    }
    let listed = head.marker.is_some_and(|m| !matches!(m, Marker::Bullet));
    match line.marker {
        Some(Marker::Bullet) => listed || line.indent > head.indent,
        Some(_) => listed && line.indent > head.indent,
        None => head.marker.is_some() && line.indent > head.indent,
    }
}

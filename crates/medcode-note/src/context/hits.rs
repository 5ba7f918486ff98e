//! Where in the note do cues and terminators stand?

use crate::lexicon::{Lexicon, Trie};
use crate::segment::gap::Gap;
use crate::segment::header::Scan;
use crate::segment::sentence::Sentence;

/// A cue or terminator found: tokens `first..end`, and its row in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) entry: u32,
}

/// Finds the cues and the terminators of every sentence, longest first and without
/// overlaps within each kind.
pub(crate) fn find(scan: &Scan<'_>, sentences: &[Sentence]) -> (Vec<Hit>, Vec<Hit>) {
    let mut cues = Vec::with_capacity(sentences.len());
    let mut stops = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let (first, end) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        matches(scan, &scan.lexicon.cues, first, end, &mut cues);
        matches(scan, &scan.lexicon.stops, first, end, &mut stops);
    }
    (cues, stops)
}

fn matches(scan: &Scan<'_>, trie: &Trie, first: usize, end: usize, out: &mut Vec<Hit>) {
    let mut at = first;
    while at < end {
        match longest(scan, trie, at, end).filter(|(next, _)| !has_come(scan, at, *next)) {
            Some((next, entry)) => {
                out.push(Hit { first: at as u32, end: next as u32, entry: entry as u32 });
                at = next;
            }
            None => at += 1,
        }
    }
}

/// `Returns for excision` and `returned for her results` tell why the patient is here; `return for` what
/// is to bring her back.
fn has_come(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    let raw = |i: usize| scan.tokens[i].span.of(scan.text);
    let come = ["returns", "returned", "returning"].iter().any(|w| raw(at).eq_ignore_ascii_case(w));
    come && next == at + 2 && raw(at + 1).eq_ignore_ascii_case("for")
}

/// The longest phrase of the trie that begins at a token.
fn longest(scan: &Scan<'_>, trie: &Trie, at: usize, end: usize) -> Option<(usize, usize)> {
    let word = |i: usize| scan.spellings[scan.tokens[i].spelling as usize].known;
    let mut best = None;
    let mut node = match word(at) {
        Lexicon::UNKNOWN => return None,
        known => trie.start(known)?,
    };
    let mut next = at + 1;
    loop {
        if let Some(entry) = trie.entry(node) {
            best = Some((next, entry));
        }
        // A phrase runs through blanks, hyphens, quotation marks and wrapped lines, and
        // through a slash where it has one itself.
        let gap = if next < end { scan.gap(next) } else { return best };
        if gap.has(BREAKS) || word(next) == Lexicon::UNKNOWN {
            return best;
        }
        let Some(step) = trie.step(node, word(next), gap.has(Gap::SLASH)) else { return best };
        node = step;
        next += 1;
    }
}

/// Marks that no phrase runs through.
const BREAKS: Gap = Gap::COMMA
    .with(Gap::SEMICOLON)
    .with(Gap::COLON)
    .with(Gap::STOP)
    .with(Gap::QUESTION)
    .with(Gap::DASH)
    .with(Gap::ARROW)
    .with(Gap::OPEN)
    .with(Gap::CLOSE)
    .with(Gap::BLANK_LINE)
    .with(Gap::PIPE)
    .with(Gap::BULLET);

//! Where do the words of a table stand in a note?
//!
//! Every phrase is kept under its first word, so a note is read in one pass: at each token
//! only the phrases that begin with it are compared.

use medcode_kb::quick::QuickMap;
use medcode_kb::text::normal::words;
use medcode_note::{Document, Gap};

/// Between two words of a phrase that are written `a .. b` at most this many may stand.
const BETWEEN: usize = 5;

/// A phrase and the row it belongs to.
struct Phrase {
    /// Folded words; an empty one stands for `..`.
    words: Vec<Box<str>>,
    row: usize,
    /// Written in capitals in the table: an abbreviation that is a word or another's when
    /// written small.
    capitals: bool,
}

/// Phrases of a table (`a .. b`: words may stand between; `i&d`: joined by that sign), each with the number of its row.
#[derive(Default)]
pub(crate) struct Phrases {
    by_first: QuickMap<Box<str>, Vec<Phrase>>,
}

/// A phrase in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The row of the table.
    pub(crate) row: usize,
    /// Its tokens: first and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
}

impl Phrases {
    /// Adds the phrases of a cell, `|` between them.
    pub(crate) fn add(&mut self, cell: &str, row: usize) {
        for text in cell.split('|') {
            let mut own: Vec<Box<str>> = Vec::new();
            for (n, part) in text.split("..").enumerate() {
                if n > 0 {
                    own.push("".into());
                }
                for (m, piece) in part.split('&').enumerate() {
                    let joined = if m > 0 { "&" } else { "" };
                    for (k, word) in words(piece).into_iter().enumerate() {
                        own.push(if k == 0 { format!("{joined}{word}").into() } else { word.into() });
                    }
                }
            }
            let Some(first) = own.first().filter(|w| !w.is_empty()).cloned() else { continue };
            let capitals = text.trim().bytes().all(|b| b.is_ascii_uppercase());
            self.by_first.entry(first).or_default().push(Phrase { words: own, row, capitals });
        }
    }

    /// Puts the longest phrases first.
    pub(crate) fn finish(&mut self) {
        for list in self.by_first.values_mut() {
            list.sort_by_key(|p| (std::cmp::Reverse(p.words.len()), p.row));
        }
    }

    /// Every phrase in the note, from left to right; of those that begin at a token the
    /// longest, and none that begins within another.
    pub(crate) fn find(&self, doc: &Document<'_>) -> Vec<Hit> {
        let mut out = Vec::new();
        let mut at = 0;
        for sentence in doc.sentences() {
            let end = sentence.tokens.1 as usize;
            at = at.max(sentence.tokens.0 as usize);
            while at < end {
                let found = self.by_first.get(doc.folded(at)).and_then(|list| {
                    let fits = |p: &&Phrase| {
                        !p.capitals
                            || doc.raw(at).bytes().filter(u8::is_ascii_uppercase).count()
                                >= p.words[0].len()
                    };
                    list.iter().filter(fits).find_map(|p| Some((p.row, whole(doc, &p.words, at, end)?)))
                });
                match found {
                    Some((row, (tight, last))) => {
                        out.push(Hit { row, first: at, end: last });
                        at = tight;
                    }
                    None => at += 1,
                }
            }
        }
        out
    }
}

/// Whether a word of the note is that of a phrase, short or in full.
fn is_word(said: &str, word: &str) -> bool {
    said == word || matches!((word, said), ("with", "w") | ("biopsy", "bx" | "biopsied"))
}

/// A side, which may stand between the words of a phrase: `repair of R inguinal hernia`.
fn is_side(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.raw(at), "R" | "L")
        || matches!(doc.folded(at), "right" | "left" | "rt" | "lt" | "bilateral" | "the")
}

/// One past the last token of a phrase that begins at `at`, behind one past the last before
/// words of others may stand.
fn whole(doc: &Document<'_>, words: &[Box<str>], at: usize, end: usize) -> Option<(usize, usize)> {
    let mut next = at;
    let mut loose = false;
    let mut tight = None;
    for word in words {
        if word.is_empty() {
            loose = true;
            tight = tight.or(Some(next));
            continue;
        }
        // `detorsion of the left ovary`
        let side = |t: usize| {
            t > at && t < end && is_side(doc, t) && doc.folded(t) != word.trim_start_matches('&')
        };
        if !loose {
            next += (next..next + 2).take_while(|&t| side(t)).count();
        }
        let reach = if loose { (next + BETWEEN + 1).min(end) } else { (next + 1).min(end) };
        let (word, and) = word.strip_prefix('&').map_or((&**word, false), |w| (w, true));
        let joined = word == "and" && next < end && doc.folded(next) != "and";
        if joined && doc.gap(next).has(Gap::AND.with(Gap::SLASH)) {
            continue;
        }
        let met = (next..reach).find(|&i| is_word(doc.folded(i), word))?;
        if and && !doc.gap(met).has(Gap::AND) {
            return None;
        }
        let ends = Gap::SEMICOLON.with(Gap::BLANK_LINE);
        let ends = if loose { ends.with(Gap::COMMA) } else { ends };
        if (next.max(at + 1)..=met).any(|i| doc.gap(i).has(ends)) {
            return None;
        }
        next = met + 1;
        loose = false;
    }
    Some((tight.unwrap_or(next), next))
}

//! Which words does the note hold, and what stands between them?

use medcode_kb::quick::Hint;
use medcode_kb::text::normal;
use medcode_kb::words::{Packed, WordMap};
use medcode_model::Span;

use super::gap::Gap;
use crate::lexicon::Lexicon;

/// One word or number of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Index into [`super::Document::spellings`]: the same spelling has the same index.
    pub spelling: u32,
    /// What stands between this token and the one before it.
    pub gap: Gap,
}

/// A distinct spelling of the note, folded once however often it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The folded form, as `medcode_kb::text::normal::fold` makes it.
    pub folded: Box<str>,
    /// Its letters as numbers.
    pub packed: Packed,
    /// The word's number in the cue and header lexicon; [`Lexicon::UNKNOWN`] if it has none.
    pub(crate) known: u32,
}

/// The tokens of a text and its distinct spellings.
#[derive(Default)]
pub(crate) struct Cut {
    pub(crate) tokens: Vec<Token>,
    pub(crate) spellings: Vec<Spelling>,
    /// Tells most words that the note does not hold.
    pub(crate) hint: Hint,
    /// What stands after the last token.
    pub(crate) tail: Gap,
}

/// Cuts a text into tokens, folding each distinct spelling once: folding allocates, and
/// half the words of a note are repeats.
pub(crate) fn cut(text: &str, lexicon: &Lexicon) -> Cut {
    let guess = text.len() / 6 + 4;
    let mut out = Cut { tokens: Vec::with_capacity(guess), ..Cut::default() };
    let mut seen: WordMap<u32> = WordMap::with_capacity(guess / 2);
    let mut end = 0;
    let mut folded = String::new();
    for token in normal::tokens(text) {
        let spelling = *seen.get_or_make(token.raw, || {
            normal::fold_into(token.raw, &mut folded);
            let packed = Packed::of(&folded);
            let known = lexicon.word(packed, &folded);
            out.hint.add_packed(packed, &folded);
            out.spellings.push(Spelling { folded: folded.as_str().into(), packed, known });
            out.spellings.len() as u32 - 1
        });
        let gap = Gap::between(text, end, token.start);
        out.tokens.push(Token { span: Span::new(token.start, token.end), spelling, gap });
        end = token.end;
    }
    out.tail = Gap::between(text, end, text.len());
    out
}

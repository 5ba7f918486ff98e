//! What does a note look like once it is read?

use medcode_kb::quick::Hint;
use medcode_model::{Date, Span};

use super::gap::Gap;
use super::header::Scan;
use super::line::{self, Line};
use super::problem::{self, AssessedProblem};
use super::section::{self, Section};
use super::sentence::{self, Sentence};
use super::token::{self, Spelling, Token};
use crate::context::hits::{self, Hit};
use crate::lexicon::Lexicon;

/// A note, read: everything points into the original bytes.
pub struct Document<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    spellings: Vec<Spelling>,
    hint: Hint,
    tail: Gap,
    lines: Vec<Line>,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
    problems: Vec<AssessedProblem>,
    pub(crate) hits: Vec<Hit>,
    pub(crate) stops: Vec<Hit>,
    /// The year of the date of service, where the note states it.
    pub(crate) year: Option<u16>,
    /// The date that governs, and its words.
    pub(crate) stated: Option<(Date, Span)>,
}

impl std::fmt::Debug for Document<'_> {
    /// Lengths only: a note's text is never printed by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("bytes", &self.text.len())
            .field("tokens", &self.tokens.len())
            .field("sections", &self.sections.len())
            .finish()
    }
}

impl<'t> Document<'t> {
    /// Reads a note. Any text can be read; what lies beyond 4 GB is left out.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        let text = bounded(text);
        let lexicon = Lexicon::get();
        let cut = token::cut(text, lexicon);
        let mut lines = line::cut(text, &cut.tokens);
        let scan = Scan {
            text,
            tokens: &cut.tokens,
            spellings: &cut.spellings,
            tail: cut.tail,
            lexicon,
            all_caps: mostly_capitals(text),
        };
        let sections = section::lay_out(&scan, &mut lines);
        let sentences = sentence::cut(&scan, &lines, &sections);
        let problems = problem::find(&scan, &lines, &sections, &sentences);
        let (hits, stops) = hits::find(&scan, &sentences);
        let mut document = Self {
            text,
            tokens: cut.tokens,
            spellings: cut.spellings,
            hint: cut.hint,
            tail: cut.tail,
            lines,
            sections,
            sentences,
            problems,
            hits,
            stops,
            year: None,
            stated: None,
        };
        document.stated = crate::stated::read_date(&document);
        document.year = document.stated.map(|(date, _)| date.year());
        document
    }

    /// The note as given.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The words and numbers, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The distinct spellings that [`Token::spelling`] points to.
    #[must_use]
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// Whether a folded word may stand in the note: one that does always may, and most that do not
    /// may not. Asked before the tokens are gone through for a word.
    #[must_use]
    pub fn may_hold(&self, word: &str) -> bool {
        self.hint.may_hold(word)
    }

    /// The lines, in order, blank ones too.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The sections, in order; they cover the text without gaps.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The sentences, in order; every token is in exactly one.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The problems the provider assessed, each by its heading: the strongest statements.
    #[must_use]
    pub fn problems(&self) -> &[AssessedProblem] {
        &self.problems
    }

    /// The folded form of a token.
    #[must_use]
    pub fn folded(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| &self.spellings[t.spelling as usize].folded)
    }

    /// A token as written.
    #[must_use]
    pub fn raw(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The marks before a token; for the number of tokens, those after the last.
    #[must_use]
    pub fn gap(&self, token: usize) -> Gap {
        self.tokens.get(token).map_or(self.tail, |t| t.gap)
    }

    /// The tokens that overlap a span: first and one past the last.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> (usize, usize) {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        (first, last.max(first))
    }

    /// The index of the sentence a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.tokens.0 as usize <= token);
        let sentence = self.sentences.get(after.checked_sub(1)?)?;
        ((sentence.tokens.1 as usize) > token).then_some(after - 1)
    }

    /// The section a byte stands in.
    #[must_use]
    pub fn section_at(&self, byte: u32) -> Option<&Section> {
        let after = self.sections.partition_point(|s| s.span.start <= byte);
        self.sections.get(after.checked_sub(1)?)
    }

    /// The line a byte stands on.
    #[must_use]
    pub fn line_at(&self, byte: u32) -> Option<&Line> {
        let after = self.lines.partition_point(|l| l.span.start <= byte);
        self.lines.get(after.checked_sub(1)?)
    }

    /// The assessed problem whose heading or body a span stands in.
    #[must_use]
    pub fn problem_at(&self, span: Span) -> Option<&AssessedProblem> {
        let after = self.problems.partition_point(|p| p.head.start <= span.start);
        let problem = self.problems.get(after.checked_sub(1)?)?;
        (span.start < problem.body.end).then_some(problem)
    }

    /// Whether a span stands in the heading of an assessed problem.
    #[must_use]
    pub fn is_problem_heading(&self, span: Span) -> bool {
        self.problem_at(span).is_some_and(|p| p.head.contains(span))
    }
}

/// Spans are 32 bits wide.
fn bounded(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize - 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether the note is typed in capitals throughout.
fn mostly_capitals(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(20_000)];
    let upper = head.iter().filter(|b| b.is_ascii_uppercase()).count();
    let lower = head.iter().filter(|b| b.is_ascii_lowercase()).count();
    upper > lower * 3
}

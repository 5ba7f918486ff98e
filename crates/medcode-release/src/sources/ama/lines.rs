//! How is a text file of the AMA cut into lines with their places?

use super::super::text;
use medcode_model::{Position, Problem, Severity};
use std::borrow::Cow;

/// A file as text, and what was said of it.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    text: Cow<'a, str>,
    pub(super) problems: Vec<Problem>,
}

/// A line and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    line: u32,
    byte: u64,
}

impl Line<'_> {
    /// The place of a column, from 1.
    pub(super) fn at(&self, column: usize) -> Position {
        let inside = self.text.floor_char_boundary(column.saturating_sub(1));
        let column = u32::try_from(inside).unwrap_or(u32::MAX).saturating_add(1);
        Position { byte: self.byte + inside as u64, line: self.line, column }
    }

    /// Columns `from` to `to`, both from 1 and included; columns are characters.
    pub(super) fn columns(&self, from: usize, to: usize) -> &str {
        let at = |n: usize| self.text.char_indices().nth(n).map_or(self.text.len(), |(at, _)| at);
        &self.text[at(from - 1)..at(to)]
    }
}

impl<'a> Lines<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut problems = Vec::new();
        if text::is_utf16(bytes) {
            let message = "encoded as UTF-16: save it as UTF-8 and give it again";
            problems.push(Problem::error(Position::default(), message));
            return Self { bytes, text: Cow::Borrowed(""), problems };
        }
        let (text, fell_back) = text::decode(text::without_mark(bytes));
        if fell_back {
            let message = "not UTF-8: read as Windows-1252";
            problems.push(Problem::note(Position::default(), message));
        }
        if text.contains('\0') {
            let message = "the file holds zero bytes: it is no text, or damaged";
            problems.push(Problem::warning(Position::default(), message));
        }
        Self { bytes, text, problems }
    }

    /// The lines, without their ends.
    pub(super) fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        let mut byte = 0;
        (1u32..).zip(self.text.split('\n')).map(move |(line, text)| {
            let start = byte;
            byte += text.len() as u64 + 1;
            Line { text: text.strip_suffix('\r').unwrap_or(text), line, byte: start }
        })
    }

    /// The problems, at their places in the file's bytes; an error where nothing was read.
    pub(super) fn finish(self, mut problems: Vec<Problem>, is_empty: bool, what: &str) -> Vec<Problem> {
        text::put_back(&mut problems, &self.text, self.bytes);
        let mut all = self.problems;
        all.append(&mut problems);
        if is_empty && !all.iter().any(|p| p.severity == Severity::Error) {
            all.push(Problem::error(Position::default(), format!("the file has no line with {what}")));
        }
        all
    }
}

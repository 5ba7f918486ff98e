//! Trouble in input, as values with positions. Parsers never fail on content.

use std::fmt;

/// Where in an input file something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Byte offset from the start.
    pub byte: u64,
    /// Line, from 1; 0 where lines mean nothing.
    pub line: u32,
    /// Column in bytes, from 1; 0 where columns mean nothing.
    pub column: u32,
}

impl Position {
    /// The position of a byte offset in a text.
    #[must_use]
    pub fn of(bytes: &[u8], at: usize) -> Self {
        let before = &bytes[..at.min(bytes.len())];
        let line = before.iter().filter(|&&b| b == b'\n').count() as u32 + 1;
        let column = before.iter().rev().take_while(|&&b| b != b'\n').count() as u32 + 1;
        Self { byte: at as u64, line, column }
    }

    /// The start of a line (from 1), for readers that count lines as they go.
    #[must_use]
    pub const fn line(line: u32, byte: u64) -> Self {
        Self { byte, line, column: 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "byte {}", self.byte),
            (line, 0) => write!(f, "line {line}"),
            (line, column) => write!(f, "line {line}, column {column}"),
        }
    }
}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// A row or field was left out or guessed.
    Warning,
    /// The input cannot be used.
    Error,
}

/// One recoverable trouble in an input, with its position and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub position: Position,
    /// What is wrong, and what was done about it or what to do.
    pub message: String,
}

impl Problem {
    /// A row or field was left out or guessed.
    #[must_use]
    pub fn warning(position: Position, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, position, message: message.into() }
    }

    /// The input cannot be used.
    #[must_use]
    pub fn error(position: Position, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, position, message: message.into() }
    }

    /// Worth knowing.
    #[must_use]
    pub fn note(position: Position, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, position, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.message)
    }
}

/// What a reader returns: the value it could make, and the problems it met on the way.
#[derive(Clone, Debug, Default)]
pub struct Read<T> {
    /// What was understood.
    pub value: T,
    /// What was not.
    pub problems: Vec<Problem>,
}

impl<T> Read<T> {
    /// A value read without trouble.
    pub const fn clean(value: T) -> Self {
        Self { value, problems: Vec::new() }
    }

    /// Whether any problem makes the input unusable.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Error)
    }
}

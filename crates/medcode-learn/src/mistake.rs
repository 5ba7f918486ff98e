//! What is wrong in a file, where, and what to do about it.

use std::fmt;

/// A mistake in a file of learning material.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The mistakes of one file as they are found.
pub(crate) struct Log<'a> {
    file: &'a str,
    /// What was found.
    pub(crate) mistakes: Vec<Mistake>,
}

impl<'a> Log<'a> {
    pub(crate) const fn of(file: &'a str) -> Self {
        Self { file, mistakes: Vec::new() }
    }

    pub(crate) fn add(&mut self, line: usize, what: impl Into<String>) {
        self.mistakes.push(Mistake { file: self.file.to_owned(), line, what: what.into() });
    }
}

/// The beginning of a text, to be quoted in a message.
pub(crate) fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(40).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

//! Asking an item with four answers.

use crate::style;
use anyhow::{Context, Result};
use medcode_learn::Choice;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// Where the answers come from.
pub(super) fn answers(file: Option<&Path>) -> Result<Box<dyn BufRead>> {
    Ok(match file.filter(|f| *f != Path::new("-")) {
        Some(file) => {
            let open = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
            Box::new(BufReader::new(open))
        }
        None => Box::new(BufReader::new(std::io::stdin())),
    })
}

/// An item as it is shown.
pub(super) struct Shown<'a> {
    pub(super) head: String,
    pub(super) stem: &'a str,
    pub(super) choices: &'a [Choice],
    pub(super) right: usize,
    pub(super) source: String,
}

impl Shown<'_> {
    pub(super) fn ask(&self, to: &mut impl Write) -> Result<()> {
        writeln!(to, "\n{}", style::dim(&self.head))?;
        for line in self.stem.split("\n\n") {
            writeln!(to, "{}", style::wrap(line, 0))?;
        }
        for (letter, choice) in ('a'..).zip(self.choices) {
            writeln!(to, "  {letter}  {}", style::wrap(&choice.text, 5))?;
        }
        to.flush()?;
        Ok(())
    }

    /// The reasons of all answers, the one that was given marked.
    pub(super) fn explain(&self, to: &mut impl Write, given: usize) -> Result<()> {
        let right = ('a'..).nth(self.right).unwrap_or_default();
        match given == self.right {
            true => writeln!(to, "{}", style::good("Right."))?,
            false => writeln!(to, "{}", style::warn(&format!("It is {right}.")))?,
        }
        for (n, (letter, choice)) in ('a'..).zip(self.choices).enumerate() {
            let mark = if n == self.right { '+' } else { ' ' };
            writeln!(to, " {mark}{letter}  {}", style::wrap(&choice.why, 5))?;
        }
        writeln!(to, "{}", style::dim(&style::wrap(&self.source, 0)))?;
        Ok(())
    }
}

/// Reads a letter; none where the answers end or the learner leaves.
pub(super) fn letter(
    from: &mut dyn BufRead,
    to: &mut impl Write,
    choices: usize,
) -> Result<Option<usize>> {
    loop {
        write!(to, "> ")?;
        to.flush()?;
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            writeln!(to)?;
            return Ok(None);
        }
        let typed = line.trim().to_lowercase();
        if matches!(typed.as_str(), "q" | "quit" | ".") {
            return Ok(None);
        }
        match ('a'..).take(choices).position(|l| typed == l.to_string()) {
            Some(n) => return Ok(Some(n)),
            None => writeln!(to, "{}", style::warn("a letter of the list; q to leave"))?,
        }
    }
}

//! Taking codes line by line: a code adds it, `-2` takes the second out, `?` gives a hint, `.` has the
//! chart graded, `q` leaves it.

use crate::style;
use anyhow::Result;
use medcode::Engine;
use medcode::model::Date;
use medcode_learn::{Chart, Given, read_answers};
use std::io::{BufRead, Write};

/// The codes while they are taken down.
pub(super) struct Editor<'a> {
    engine: &'a Engine,
    chart: &'a Chart,
    day: Date,
    hints: usize,
    given: Vec<(String, Given)>,
}

impl<'a> Editor<'a> {
    pub(super) fn new(engine: &'a Engine, chart: &'a Chart, hints: usize) -> Self {
        let day = chart.labelled.note.date_of_service.unwrap_or(Date::MAX);
        Self { engine, chart, day, hints, given: Vec::new() }
    }

    /// The codes; none where the learner leaves.
    pub(super) fn run(
        mut self,
        from: &mut impl BufRead,
        to: &mut impl Write,
    ) -> Result<Option<Vec<Given>>> {
        let help = "one code a line, in sequence (E11.22 poa=Y, 99214-25, J1885 x4); -2 takes the second \
                    out, ? a hint, . to be graded, q to leave";
        writeln!(to, "{}", style::dim(&style::wrap(help, 0)))?;
        loop {
            write!(to, "{}> ", self.given.len() + 1)?;
            to.flush()?;
            let mut line = String::new();
            let end = from.read_line(&mut line)? == 0;
            match line.trim() {
                "q" | "quit" => return Ok(None),
                "." => return Ok(Some(self.done())),
                _ if end => {
                    writeln!(to)?;
                    return Ok(Some(self.done()));
                }
                "" => {}
                "?" => self.hint(to)?,
                "l" | "list" => self.list(to)?,
                typed => self.take(typed, to)?,
            }
        }
    }

    fn done(self) -> Vec<Given> {
        self.given.into_iter().map(|(_, given)| given).collect()
    }

    fn hint(&mut self, to: &mut impl Write) -> Result<()> {
        match self.chart.hints.get(self.hints) {
            Some(hint) => {
                self.hints += 1;
                writeln!(to, "Hint {}: {hint}", self.hints)?;
            }
            None => writeln!(to, "That was the last hint.")?,
        }
        Ok(())
    }

    fn list(&self, to: &mut impl Write) -> Result<()> {
        for (n, (typed, _)) in (1..).zip(&self.given) {
            writeln!(to, "  {n}  {typed}")?;
        }
        Ok(())
    }

    fn take(&mut self, typed: &str, to: &mut impl Write) -> Result<()> {
        if let Some(place) = typed.strip_prefix('-') {
            match place.trim().parse::<usize>() {
                Ok(n) if (1..=self.given.len()).contains(&n) => drop(self.given.remove(n - 1)),
                _ => writeln!(to, "{}", style::warn("no such line"))?,
            }
            return self.list(to);
        }
        let (given, mistakes) = read_answers("", typed, self.engine, self.day);
        for mistake in &mistakes {
            writeln!(to, "{}", style::warn(&mistake.what))?;
        }
        self.given.extend(given.into_iter().map(|g| (typed.to_owned(), g)));
        Ok(())
    }
}

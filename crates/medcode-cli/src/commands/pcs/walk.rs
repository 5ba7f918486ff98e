//! Asking for one value after the other: the character itself, a number of a list, or words
//! that fit one value only; `<` goes back, `.` ends.

use super::show;
use crate::style;
use anyhow::Result;
use medcode::PcsFound;
use medcode::pcs::{Builder, Legal, Start, Step};
use std::io::{BufRead, Write};

/// A walk through the tables.
pub(super) struct Walk<'r> {
    builder: Builder<'r>,
    /// Places to choose from while nothing is chosen yet.
    starts: Vec<Start>,
    /// The characters of every question answered so far, the latest last.
    behind: Vec<String>,
    /// The characters chosen; `None` while a place to begin is asked for.
    at: Option<String>,
}

/// What was typed.
enum Answer {
    Back,
    End,
    To(String),
    Unclear(String),
}

impl<'r> Walk<'r> {
    pub(super) fn new(builder: Builder<'r>, found: PcsFound) -> Self {
        let (at, starts) = match found {
            PcsFound::Step(step) => (Some(step.prefix.clone()), Vec::new()),
            PcsFound::Starts(starts) if starts.is_empty() => (Some(String::new()), starts),
            PcsFound::Starts(starts) => (None, starts),
        };
        Self { builder, starts, behind: Vec::new(), at }
    }

    /// Asks until a code is finished (`true`) or the end is asked for.
    pub(super) fn run(mut self, from: &mut impl BufRead, to: &mut impl Write) -> Result<bool> {
        writeln!(to, "{}", style::dim("character or words to choose, < back, . end"))?;
        loop {
            let step = self.at.as_deref().and_then(|at| self.builder.step(at));
            match &step {
                Some(step) => {
                    if let Some(built) = &step.built {
                        show::chosen(to, step)?;
                        show::code(to, built)?;
                        return Ok(true);
                    }
                    if let [only] = &step.choices[..] {
                        self.at = Some(format!("{}{}", step.prefix, only.character));
                        continue;
                    }
                    show::chosen(to, step)?;
                    show::choices(to, step)?;
                }
                None => show::places(to, &self.starts)?,
            }
            write!(to, "{}> ", self.at.as_deref().unwrap_or_default())?;
            to.flush()?;
            let mut line = String::new();
            if from.read_line(&mut line)? == 0 {
                writeln!(to)?;
                return Ok(false);
            }
            match self.read(step.as_ref(), line.trim()) {
                Answer::End => return Ok(false),
                Answer::Back => self.back(),
                Answer::To(prefix) => {
                    self.behind.push(self.at.clone().unwrap_or_default());
                    self.at = Some(prefix);
                }
                Answer::Unclear(why) => writeln!(to, "{}", style::warn(&why))?,
            }
        }
    }

    /// To the question before; where none was asked, to the first character.
    fn back(&mut self) {
        let before = self.behind.pop().unwrap_or_default();
        self.at = (!before.is_empty() || self.starts.is_empty()).then_some(before);
    }

    fn read(&self, step: Option<&Step>, typed: &str) -> Answer {
        match typed {
            "<" | "back" => return Answer::Back,
            "." | "quit" | "end" => return Answer::End,
            "" => return Answer::Unclear("type a character, words, < or .".to_owned()),
            _ => {}
        }
        match step {
            Some(step) => choose(step, typed),
            None => self.place(typed),
        }
    }

    /// A place to begin: its number in the list, or its characters.
    fn place(&self, typed: &str) -> Answer {
        let number = typed.parse::<usize>().ok().and_then(|n| self.starts.get(n.checked_sub(1)?));
        let prefix = number.map(|s| s.prefix.clone()).or_else(|| self.builder.prefix(typed));
        match prefix {
            Some(prefix) if !prefix.is_empty() => Answer::To(prefix),
            Some(_) => Answer::Unclear("this one only names a value to use in a code".to_owned()),
            None => Answer::Unclear(format!("`{typed}` is neither a number of the list nor characters")),
        }
    }
}

/// Words in lower case.
fn words(text: &str) -> Vec<String> {
    let cut = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    cut.map(str::to_lowercase).collect()
}

/// A value: its character, or words that only one value has.
fn choose(step: &Step, typed: &str) -> Answer {
    let longer = |c: &Legal| Answer::To(format!("{}{}", step.prefix, c.character));
    let named = |c: &&Legal| {
        typed.eq_ignore_ascii_case(&c.character.to_string()) || typed.eq_ignore_ascii_case(&c.label)
    };
    if let Some(choice) = step.choices.iter().find(named) {
        return longer(choice);
    }
    let asked = words(typed);
    let fits = |c: &&Legal| {
        let label = words(&c.label);
        !asked.is_empty() && asked.iter().all(|w| label.iter().any(|l| l.starts_with(w.as_str())))
    };
    let found: Vec<&Legal> = step.choices.iter().filter(fits).collect();
    match found[..] {
        [one] => longer(one),
        [] => Answer::Unclear(format!("no value has `{typed}`")),
        _ => {
            let list: Vec<String> =
                found.iter().map(|c| format!("{} {}", c.character, c.label)).collect();
            Answer::Unclear(format!("which: {}?", list.join(", ")))
        }
    }
}

//! A resource as it stands in its document: its value, and how places in it are told.

use crate::json::{Element, Lines, Value};
use medcode_model::{At, Claim, Date, Place, Position, Problem};
use std::rc::Rc;

/// A place of a document, before it is kept in the claim it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) byte: u64,
    pub(crate) place: Place,
}

impl Mark {
    /// Keeps the place in a claim.
    pub(crate) fn at(&self, claim: &mut Claim) -> At {
        At { byte: self.byte, place: claim.keep_place(self.place.clone()), ..At::default() }
    }
}

/// A part of a document that was read.
pub(crate) struct Source<'a> {
    /// The resource.
    pub(crate) root: &'a Value<'a>,
    /// The value of the part: the entry around the resource.
    whole: &'a Value<'a>,
    lines: Rc<Lines>,
    /// What paths within the part begin with.
    prefix: String,
    byte: u64,
    line: u32,
    column: u32,
}

impl<'a> Source<'a> {
    /// A part; `root` lies within `whole`, and `name` is what its paths begin with where it
    /// stands alone.
    pub(crate) fn of(
        part: &Element<'_>,
        text: &str,
        whole: &'a Value<'a>,
        root: &'a Value<'a>,
        name: &str,
    ) -> Self {
        let prefix = match part.within {
            Some(("entry", n)) => format!("Bundle.entry[{n}]"),
            Some((list, n)) => format!("{list}[{n}]"),
            None => name.to_owned(),
        };
        Self {
            root,
            whole,
            lines: Rc::new(Lines::of(text)),
            prefix,
            byte: part.byte,
            line: part.line,
            column: part.column,
        }
    }

    /// Of several files read together, the one that the resource stands in.
    pub(crate) fn in_file(mut self, file: &str) -> Self {
        if !file.is_empty() {
            self.prefix = format!("{file}#{}", self.prefix);
        }
        self
    }

    /// A resource inside this one, with the same places.
    pub(crate) fn inside(&self, root: &'a Value<'a>) -> Self {
        let (lines, prefix) = (Rc::clone(&self.lines), self.prefix.clone());
        Self { root, whole: self.whole, lines, prefix, ..*self }
    }

    /// The place of a value.
    pub(crate) fn mark(&self, value: &Value<'_>) -> Mark {
        let (line, column) = self.lines.place(value.start);
        let column = if line == 1 { column + self.column - 1 } else { column };
        let path = self.whole.path_to(value);
        let dot =
            if path.is_empty() || path.starts_with('[') || self.prefix.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{path}", self.prefix).into();
        Mark {
            byte: self.byte + value.start as u64,
            place: Place { line: self.line + line - 1, column, path },
        }
    }

    /// Trouble with a value.
    pub(crate) fn note(&self, value: &Value<'_>, message: impl Into<String>) -> Problem {
        let (position, message) = self.told(value, message.into());
        Problem::note(position, message)
    }

    /// A value that is left out.
    pub(crate) fn warning(&self, value: &Value<'_>, message: impl Into<String>) -> Problem {
        let (position, message) = self.told(value, message.into());
        Problem::warning(position, message)
    }

    /// The place of a value, and its path before a message; the whole of a document has none.
    fn told(&self, value: &Value<'_>, message: String) -> (Position, String) {
        let mark = self.mark(value);
        let path = &mark.place.path;
        let message = if path.is_empty() { message } else { format!("{path}: {message}") };
        (mark.position(), message)
    }
}

impl Mark {
    pub(crate) const fn position(&self) -> Position {
        Position { byte: self.byte, line: self.place.line, column: self.place.column }
    }
}

/// The day of a FHIR date or moment: `2026-05-12`, `2026-05-12T09:30:00-04:00`; a month or a
/// year alone is no day.
pub(crate) fn day(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// The day of a member.
pub(crate) fn day_of(value: &Value<'_>, name: &str) -> Option<Date> {
    day(value.said(name))
}

/// Both days of a choice of date and period: `servicedDate` or `servicedPeriod`.
pub(crate) fn period(
    value: &Value<'_>,
    dates: &[&str],
    periods: &[&str],
) -> (Option<Date>, Option<Date>) {
    if let Some(day) = dates.iter().find_map(|name| day_of(value, name)) {
        return (Some(day), Some(day));
    }
    let found = periods.iter().find_map(|name| value.get(name));
    found.map_or((None, None), |p| (day_of(p, "start"), day_of(p, "end")))
}

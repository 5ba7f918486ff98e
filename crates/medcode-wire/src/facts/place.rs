//! On which line of the file of facts does a fault stand?

use medcode::formats::json::{self, Lines, Value};

/// The file, with the places of its values.
pub(super) struct Places<'a> {
    root: Option<Value<'a>>,
    lines: Lines,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { root: json::parse(text).ok(), lines: Lines::of(text) }
    }

    /// A fault with its place: that of the value, or of the innermost one around what is missing.
    pub(super) fn tell(&self, path: &str, what: &str) -> String {
        let said = if path.is_empty() { what.to_owned() } else { format!("{path}: {what}") };
        let Some(root) = &self.root else { return said };
        let (line, column) = self.lines.place(innermost(root, path).start);
        format!("line {line}, column {column}: {said}")
    }
}

/// As far as a path such as `charges[0].amount` leads.
fn innermost<'v, 'a>(root: &'v Value<'a>, path: &str) -> &'v Value<'a> {
    let mut here = root;
    for step in path.split(['.', '[']) {
        let next = match step.strip_suffix(']').map(str::parse::<usize>) {
            Some(Ok(number)) => here.items().get(number),
            _ => here.get(step),
        };
        match next {
            Some(next) => here = next,
            None => break,
        }
    }
    here
}

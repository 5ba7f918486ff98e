//! Where does a value stand: line, column, and the way down to it?

use super::value::{Kind, Value};
use std::fmt::Write;

/// The lines of a text, so that each place is found by halving.
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|n| n + 1);
        Self { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Line and column of a byte, both from 1, counted in bytes.
    #[must_use]
    pub fn place(&self, byte: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|s| *s <= byte).max(1);
        (line as u32, (byte - self.starts[line - 1].min(byte)) as u32 + 1)
    }
}

impl Value<'_> {
    /// The way from this value down to one inside it, as FHIRPath writes it:
    /// `diagnosis[0].sequence`; blank for the value itself.
    #[must_use]
    pub fn path_to(&self, inside: &Value<'_>) -> String {
        let (mut out, mut here) = (String::new(), self);
        while let Some(next) = step(here, inside.start, &mut out) {
            here = next;
            if (here.start, here.end) == (inside.start, inside.end) {
                break;
            }
        }
        out
    }
}

/// The child that holds a byte, its name written.
fn step<'v, 'a>(value: &'v Value<'a>, byte: usize, out: &mut String) -> Option<&'v Value<'a>> {
    match &value.kind {
        Kind::Object(members) => {
            let n = members.partition_point(|(_, v)| v.start <= byte).checked_sub(1)?;
            let (name, child) = &members[n];
            let dot = if out.is_empty() { "" } else { "." };
            (byte < child.end).then(|| {
                let _ = write!(out, "{dot}{name}");
                child
            })
        }
        Kind::List(items) => {
            let n = items.partition_point(|v| v.start <= byte).checked_sub(1)?;
            (byte < items[n].end).then(|| {
                let _ = write!(out, "[{n}]");
                &items[n]
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn paths_and_places_are_those_of_the_text() {
        let text = "{\n \"diagnosis\": [\n  {\"sequence\": 1},\n  {\"sequence\": 2}]}";
        let root = parse(text).unwrap();
        let inside = root.list("diagnosis")[1].get("sequence").unwrap();
        assert_eq!(root.path_to(inside), "diagnosis[1].sequence");
        assert_eq!(root.path_to(&root.list("diagnosis")[0]), "diagnosis[0]");
        assert_eq!(root.path_to(&root), "");
        assert_eq!(Lines::of(text).place(inside.start), (4, 16));
        assert_eq!(Lines::of("").place(0), (1, 1));
    }
}

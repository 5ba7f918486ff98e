//! Values made and written: members in order, two spaces a level, so that people can read it.

use super::value::{Kind, Value};
use std::borrow::Cow;

/// A text.
#[must_use]
pub fn text<'a>(text: impl Into<Cow<'a, str>>) -> Value<'a> {
    Value::made(Kind::Text(text.into()))
}

/// A number, by its digits.
#[must_use]
pub fn number<'a>(digits: impl ToString) -> Value<'a> {
    Value::made(Kind::Number(Cow::Owned(digits.to_string())))
}

/// A list.
#[must_use]
pub fn list<'a>(items: impl IntoIterator<Item = Value<'a>>) -> Value<'a> {
    Value::made(Kind::List(items.into_iter().collect()))
}

/// An object of the members that have a value; empty lists and objects are left out, as FHIR asks.
#[must_use]
pub fn object<'a, const N: usize>(members: [(&'static str, Option<Value<'a>>); N]) -> Value<'a> {
    let filled = members.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|v| !v.is_hollow())?;
        Some((Cow::Borrowed(name), value))
    });
    Value::made(Kind::Object(filled.collect()))
}

impl Value<'_> {
    /// An empty list or object, or a blank text.
    fn is_hollow(&self) -> bool {
        match &self.kind {
            Kind::List(items) => items.is_empty(),
            Kind::Object(members) => members.is_empty(),
            Kind::Text(text) => text.is_empty(),
            _ => false,
        }
    }
}

/// Writes a value over several lines; the first begins where it is put.
pub fn pretty(value: &Value<'_>, indent: usize, out: &mut String) {
    match &value.kind {
        Kind::Null => out.push_str("null"),
        Kind::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Kind::Number(digits) => out.push_str(digits),
        Kind::Text(text) => quoted(text, out),
        Kind::List(items) if items.is_empty() => out.push_str("[]"),
        Kind::Object(members) if members.is_empty() => out.push_str("{}"),
        Kind::List(items) => {
            for (n, item) in items.iter().enumerate() {
                out.push(if n == 0 { '[' } else { ',' });
                line(indent + 1, out);
                pretty(item, indent + 1, out);
            }
            line(indent, out);
            out.push(']');
        }
        Kind::Object(members) => {
            for (n, (name, value)) in members.iter().enumerate() {
                out.push(if n == 0 { '{' } else { ',' });
                line(indent + 1, out);
                quoted(name, out);
                out.push_str(": ");
                pretty(value, indent + 1, out);
            }
            line(indent, out);
            out.push('}');
        }
    }
}

fn line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", indent));
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let value = object([
            ("a", Some(text("tab\t \"quoted\" \\ \u{1} é"))),
            ("none", None),
            ("hollow", Some(list([]))),
            ("n", Some(list([number("12.50"), number(-3)]))),
        ]);
        let mut out = String::new();
        pretty(&value, 0, &mut out);
        let read = parse(&out).unwrap();
        assert_eq!(read.said("a"), "tab\t \"quoted\" \\ \u{1} é");
        assert_eq!(read.members().len(), 2);
        assert_eq!(read.list("n")[0].digits(), Some("12.50"));
    }
}

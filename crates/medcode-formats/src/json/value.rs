//! What is a JSON value, and which bytes did it come from?

use std::borrow::Cow;

/// A value with its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it is.
    pub kind: Kind<'a>,
}

/// The kinds of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written: decimals of FHIR keep their precision.
    Number(Cow<'a, str>),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Value<'a>>),
    /// An object: its members in their order.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// A value that stands in no text.
    #[must_use]
    pub const fn made(kind: Kind<'a>) -> Self {
        Self { start: 0, end: 0, kind }
    }

    /// The member of an object; nothing where it is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Object(members) => members.iter().find(|(n, _)| n == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The member reached by names from here.
    #[must_use]
    pub fn at(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |value, name| value.get(name))
    }

    /// The elements of a list; a lone value is a list of one, as lenient writers have it.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The elements of a member.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Self] {
        self.get(name).map_or(&[], Self::items)
    }

    /// The members of an object.
    #[must_use]
    pub fn members(&self) -> &[(Cow<'a, str>, Self)] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a member, blank where there is none.
    #[must_use]
    pub fn said(&self, name: &str) -> &str {
        self.get(name).and_then(Self::text).unwrap_or("").trim()
    }

    /// The digits of a number, or a text that stands in its place.
    #[must_use]
    pub fn digits(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(digits) => Some(digits),
            Kind::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        self.digits()?.parse().ok()
    }

    /// `true` or `false`.
    #[must_use]
    pub const fn truth(&self) -> Option<bool> {
        match &self.kind {
            Kind::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// Whether it is an object.
    #[must_use]
    pub const fn is_object(&self) -> bool {
        matches!(self.kind, Kind::Object(_))
    }
}

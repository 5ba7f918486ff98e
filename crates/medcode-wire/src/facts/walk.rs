//! Steps through JSON that know their path and collect what is wrong.

use medcode::model::{Cents, Date};
use serde_json::Value;
use std::cell::RefCell;

/// What is wrong so far: the path, and what.
pub(super) type Faults = RefCell<Vec<(String, String)>>;

/// A place in the file.
pub(super) struct Walk<'a> {
    value: Option<&'a Value>,
    path: String,
    faults: &'a Faults,
}

impl<'a> Walk<'a> {
    pub(super) fn root(value: &'a Value, faults: &'a Faults) -> Self {
        if !value.is_object() {
            faults.borrow_mut().push((String::new(), "an object is expected".to_owned()));
        }
        Self { value: Some(value), path: String::new(), faults }
    }

    /// The field of an object.
    pub(super) fn at(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        let value = self.value.and_then(|v| v.get(name)).filter(|v| !v.is_null());
        Self { value, path: format!("{}{dot}{name}", self.path), faults: self.faults }
    }

    pub(super) fn given(&self) -> bool {
        self.value.is_some()
    }

    pub(super) fn fault(&self, what: &str) {
        self.faults.borrow_mut().push((self.path.clone(), what.to_owned()));
    }

    /// Says which fields are none of these.
    pub(super) fn knows(&self, names: &[&str]) {
        match self.value {
            Some(Value::Object(fields)) => {
                for name in fields.keys().filter(|k| !names.contains(&k.as_str())) {
                    self.at(name).fault("no such field");
                }
            }
            Some(_) if !self.path.is_empty() => self.fault("an object is expected"),
            _ => {}
        }
    }

    /// The elements of a list.
    pub(super) fn list(&self) -> Vec<Self> {
        match self.value {
            None => Vec::new(),
            Some(Value::Array(all)) => all
                .iter()
                .enumerate()
                .map(|(n, v)| Self {
                    value: Some(v),
                    path: format!("{}[{n}]", self.path),
                    faults: self.faults,
                })
                .collect(),
            Some(_) => {
                self.fault("a list is expected");
                Vec::new()
            }
        }
    }

    /// A text; blank where none is given.
    pub(super) fn text(&self) -> Box<str> {
        match self.value {
            Some(Value::String(text)) => text.trim().into(),
            None => "".into(),
            Some(_) => {
                self.fault("a text in quotes is expected");
                "".into()
            }
        }
    }

    /// A text, where one is given.
    pub(super) fn some(&self) -> Option<Box<str>> {
        Some(self.text()).filter(|t| !t.is_empty())
    }

    /// A text that must be there.
    pub(super) fn needed(&self) -> Box<str> {
        if self.value.is_none() {
            self.fault("missing");
        }
        self.text()
    }

    pub(super) fn date(&self) -> Option<Date> {
        let text = self.some()?;
        let date = text.parse().ok();
        if date.is_none() {
            self.fault("a date is expected: 2026-05-12");
        }
        date
    }

    /// A number, or a text that is one.
    fn number(&self) -> Option<String> {
        match self.value? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => Some("?".to_owned()),
        }
    }

    pub(super) fn cents(&self) -> Option<Cents> {
        let text = self.number()?;
        let cents = Cents::parse(&text);
        if cents.is_none() {
            self.fault("an amount is expected: 125.00");
        }
        cents
    }

    pub(super) fn thousandths(&self) -> Option<i64> {
        let text = self.number()?;
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let parsed = || format!("{whole}{part:0<3}").parse::<i64>().ok();
        let good = part.len() <= 3 && whole.len() <= 12 && !whole.is_empty();
        let value = good.then(parsed).flatten();
        if value.is_none() {
            self.fault("a quantity is expected: 1, 1.5");
        }
        value
    }

    /// One of some words, as what they stand for.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let text = self.some()?;
        let found = words.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, t)| *t);
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            self.fault(&format!("none of {}", all.join(", ")));
        }
        found
    }
}

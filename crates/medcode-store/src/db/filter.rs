//! Conditions that are put together as they are asked for.

use super::{Sql, composed};

/// Conditions, and the values they and what follows them speak of.
#[derive(Default)]
pub(crate) struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

/// A value of a condition.
pub(crate) enum Value {
    Text(String),
    Int(i64),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl Filter {
    /// The place of a value: `$1`, `$2`, ...
    pub(crate) fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// A condition without a value.
    pub(crate) fn and(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// A condition in which `?` is the value.
    pub(crate) fn and_with(&mut self, condition: &str, value: impl Into<Value>) {
        let place = self.place(value);
        self.and(condition.replace('?', &place));
    }

    /// A condition in which `?` is the value, if there is one.
    pub(crate) fn and_if(&mut self, condition: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.and_with(condition, value);
        }
    }

    /// The column is one of these.
    pub(crate) fn one_of<'a>(&mut self, column: &str, values: impl IntoIterator<Item = &'a str>) {
        let places: Vec<String> = values.into_iter().map(|v| self.place(v)).collect();
        self.and(format!("{column} IN ({})", places.join(", ")));
    }

    /// The conditions, for `WHERE`.
    pub(crate) fn text(&self) -> String {
        if self.conditions.is_empty() { "1 = 1".to_owned() } else { self.conditions.join(" AND ") }
    }

    /// The whole statement with the values.
    pub(crate) fn statement(self, text: String) -> Sql {
        self.values.into_iter().fold(composed(text), |sql, value| match value {
            Value::Text(text) => sql.bind(text),
            Value::Int(number) => sql.bind(number),
        })
    }
}

/// A text in which the signs of `LIKE ... ESCAPE '!'` mean themselves.
pub(crate) fn literal(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

//! Many rows in few statements: each statement is a way to the database and back.

use sqlx::AnyConnection;

use super::{Sql, composed};
use crate::Result;

/// Rows of one statement at most.
const MOST: usize = 32;

/// Rows to be inserted.
pub(crate) struct Rows {
    /// `INSERT INTO table (column, ...)`.
    head: &'static str,
    width: usize,
    rows: Vec<Vec<Cell>>,
}

/// A value of a row; an absent one too is of a type.
#[derive(Clone)]
pub(crate) enum Cell {
    Text(Option<String>),
    Int(Option<i64>),
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Cell {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Cell {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl Rows {
    /// No rows yet; `head` names as many columns as every row has values.
    pub(crate) fn new(head: &'static str) -> Self {
        Self { head, width: head.matches(',').count() + 1, rows: Vec::new() }
    }

    /// One more row.
    pub(crate) fn push<const N: usize>(&mut self, row: [Cell; N]) {
        debug_assert_eq!(N, self.width, "{}", self.head);
        self.rows.push(row.into());
    }

    /// Inserts them in order.
    pub(crate) async fn run(self, on: &mut AnyConnection) -> Result<()> {
        let mut rest = self.rows.as_slice();
        while !rest.is_empty() {
            // Powers of two, so that few different statements are to be kept prepared.
            let count = (1 << rest.len().ilog2()).min(MOST);
            let (now, later) = rest.split_at(count);
            let start = composed(text(self.head, self.width, count));
            now.iter().flatten().cloned().fold(start, bind).run(on).await?;
            rest = later;
        }
        Ok(())
    }
}

fn bind(sql: Sql, cell: Cell) -> Sql {
    match cell {
        Cell::Text(text) => sql.bind(text),
        Cell::Int(number) => sql.bind(number),
    }
}

/// The statement for so many rows.
fn text(head: &str, width: usize, count: usize) -> String {
    let row = |n: usize| {
        let places: Vec<String> = (1..=width).map(|c| format!("${}", n * width + c)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..count).map(row).collect();
    format!("{head} VALUES {}", rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn places_are_counted_through() {
        assert_eq!(text("I (a, b)", 2, 2), "I (a, b) VALUES ($1, $2), ($3, $4)");
    }
}

//! What rows and cells does a table hold, whatever it is written in?
//!
//! Comma- or tab-separated text, a workbook, or JSON as an array of flat objects: all give
//! rows of cells with the place each row stands at.

mod delimited;
mod json;

use super::text;
use crate::input::xlsx_rows;
use medcode_model::{Position, Problem, Read};

/// More rows than any table read this way has; the largest has some 20,000.
const ROWS: usize = 1_000_000;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GridRow {
    /// Where it begins.
    pub(crate) position: Position,
    /// Its cells, trimmed.
    pub(crate) cells: Vec<String>,
}

impl GridRow {
    /// A cell; empty where the row is shorter.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether all cells are empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// The rows of a table.
pub(crate) type Grid = Vec<GridRow>;

/// Reads a table in any of the forms.
pub(crate) fn read(bytes: &[u8]) -> Read<Grid> {
    if bytes.starts_with(b"PK") {
        return workbook(bytes);
    }
    if text::is_utf16(bytes) {
        let message = "encoded as UTF-16: save it as UTF-8 and give it again";
        return failed(Position::default(), message);
    }
    let plain = text::without_mark(bytes);
    let (decoded, fell_back) = text::decode(plain);
    let mut read = of_text(&decoded);
    if fell_back {
        let message = "not UTF-8: read as Windows-1252";
        read.problems.push(Problem::note(Position::default(), message));
    }
    text::put_back(&mut read.problems, &decoded, bytes);
    // What a reader says of a row later points into the bytes as well.
    let mut places: Vec<Problem> = read.value.iter().map(|r| Problem::note(r.position, "")).collect();
    text::put_back(&mut places, &decoded, bytes);
    read.value.iter_mut().zip(places).for_each(|(row, place)| row.position = place.position);
    read
}

/// Reads a table in text; JSON where it begins as an array does.
pub(crate) fn of_text(text: &str) -> Read<Grid> {
    if text.trim_start().starts_with('[') { json::read(text) } else { delimited::read(text) }
}

fn workbook(bytes: &[u8]) -> Read<Grid> {
    match xlsx_rows(bytes, ROWS) {
        Ok(rows) => Read::clean(of_rows(rows)),
        Err(e) => failed(Position::default(), e.to_string()),
    }
}

/// The rows of a workbook as a table.
pub(crate) fn of_rows(rows: Vec<(u32, crate::input::Cells)>) -> Grid {
    let row = |(line, cells): (u32, crate::input::Cells)| {
        let width = cells.keys().next_back().map_or(0, |last| *last as usize + 1);
        // A sheet has 16,384 columns at most; what lies further right is no table.
        let mut all = vec![String::new(); width.min(16_384)];
        for (column, text) in cells {
            if let Some(cell) = all.get_mut(column as usize) {
                *cell = text.trim().to_owned();
            }
        }
        GridRow { position: Position { byte: 0, line, column: 0 }, cells: all }
    };
    rows.into_iter().map(row).collect()
}

fn failed(position: Position, message: impl Into<String>) -> Read<Grid> {
    Read { value: Vec::new(), problems: vec![Problem::error(position, message)] }
}

/// A head without what publishers write differently from year to year: `HCPCS/\nCPT Code`,
/// `hcpcs_code`, `Add-On_Code` become words in capitals.
pub(crate) fn head(cell: &str) -> String {
    let spaced: String = cell
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first row, among the first of a table, that has all of these heads.
pub(crate) fn find_heads(grid: &Grid, wanted: &[&str]) -> Option<usize> {
    const WITHIN: usize = 60;
    grid.iter().take(WITHIN).position(|row| {
        let heads: Vec<String> = row.cells.iter().map(|c| head(c)).collect();
        wanted.iter().all(|w| heads.iter().any(|h| h == w))
    })
}

/// The column under a head.
pub(crate) fn column(row: &GridRow, names: &[&str]) -> Option<usize> {
    row.cells.iter().position(|c| names.contains(&head(c).as_str()))
}

#[cfg(test)]
mod tests;

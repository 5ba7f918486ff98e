//! What rows does a workbook hold?
//!
//! Cells are taken as they stream by. Asking the library for a whole range would let two
//! cells in opposite corners of an empty sheet ask for gigabytes.

use calamine::{DataRef, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The cells of one row by column, from 0; empty cells are not listed.
pub type Cells = BTreeMap<u32, String>;

/// More cells than any official workbook has.
const CELLS: usize = 4_000_000;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XlsxError {
    /// Not a workbook, or a damaged one.
    #[error("the workbook cannot be read ({0}): fetch it again, or save it anew as .xlsx")]
    Damaged(String),
    /// More cells than an official workbook can have.
    #[error("the workbook has more cells than any official file; it was not read")]
    TooLarge,
}

/// The rows of the first sheet that has any, with their row numbers (from 1, as a
/// spreadsheet shows them), at most `limit` of them. Text is trimmed at the end only:
/// leading spaces can be part of a field. Whole numbers are written without a point.
///
/// # Errors
/// When the bytes are not a workbook, or an absurdly large one.
pub fn rows(bytes: &[u8], limit: usize) -> Result<Vec<(u32, Cells)>, XlsxError> {
    // The library is known to index into what it reads; a panic there is a damaged file.
    catch_unwind(AssertUnwindSafe(|| read(bytes, limit)))
        .unwrap_or_else(|_| Err(XlsxError::Damaged("its parts contradict each other".to_owned())))
}

/// Calls back for the rows of the first sheet that has any, as they go by, until it answers
/// false; `most` cells are read.
///
/// # Errors
/// As [`rows`].
pub fn each(bytes: &[u8], most: usize, on: impl FnMut(u32, &Cells) -> bool) -> Result<(), XlsxError> {
    catch_unwind(AssertUnwindSafe(|| walk(bytes, most, on)))
        .unwrap_or_else(|_| Err(XlsxError::Damaged("its parts contradict each other".to_owned())))
}

fn read(bytes: &[u8], limit: usize) -> Result<Vec<(u32, Cells)>, XlsxError> {
    let mut rows = Vec::new();
    walk(bytes, CELLS, |row, cells| {
        rows.push((row, cells.clone()));
        rows.len() < limit
    })?;
    Ok(rows)
}

fn walk(bytes: &[u8], most: usize, mut on: impl FnMut(u32, &Cells) -> bool) -> Result<(), XlsxError> {
    let damaged = |e: calamine::XlsxError| XlsxError::Damaged(e.to_string());
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    for sheet in book.sheet_names() {
        let mut reader = match book.worksheet_cells_reader(&sheet) {
            Ok(reader) => reader,
            // A chart sheet has no cells.
            Err(calamine::XlsxError::WorksheetNotFound(_) | calamine::XlsxError::NotAWorksheet(_)) => {
                continue;
            }
            Err(e) => return Err(damaged(e)),
        };
        let mut cells = Cells::new();
        let (mut count, mut at, mut any) = (0, 0, false);
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            count += 1;
            if count > most {
                return Err(XlsxError::TooLarge);
            }
            let (row, column) = cell.get_position();
            let Some(text) = text(cell.get_value()) else { continue };
            let row = row.saturating_add(1);
            if row != at && !cells.is_empty() {
                any = true;
                if !on(at, &cells) {
                    return Ok(());
                }
                cells.clear();
            }
            at = row;
            cells.insert(column, text);
        }
        if !cells.is_empty() {
            on(at, &cells);
            return Ok(());
        }
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// A cell as text; `None` where it holds nothing.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(s) => s.trim_end().to_owned(),
        DataRef::SharedString(s) => s.trim_end().to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(d) => d.as_f64().to_string(),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

//! What records does the quarterly workbook hold?

use super::layout::{self, Field};
use super::row::{HcpcsRow, Record, Rows};
use crate::input::{Cells, xlsx_rows};
use medcode_model::{Position, Problem, Read};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The heads of the columns stand below the disclaimers, within this many rows.
const HEADS_WITHIN: usize = 40;
/// More rows than any HCPCS workbook has.
const ROWS: usize = 200_000;

/// Reads the quarterly workbook. Columns are found by their heads, so that their order and
/// new columns do not matter.
#[must_use]
pub fn read_xlsx(bytes: &[u8]) -> Read<Vec<HcpcsRow>> {
    let mut rows = Rows::default();
    let sheet = match xlsx_rows(bytes, ROWS) {
        Ok(sheet) => sheet,
        Err(e) => {
            rows.problem(Problem::error(Position::default(), e.to_string()));
            return rows.finish();
        }
    };
    let heads = sheet.iter().take(HEADS_WITHIN).position(|(_, cells)| {
        let has = |head| cells.values().any(|c| c.trim() == head);
        has(layout::CODE.head) && has(layout::RECORD_ID.head)
    });
    let Some(at) = heads else {
        let message = "no row has the heads HCPC and RECID: this is not a HCPCS workbook";
        rows.problem(Problem::error(Position::default(), message));
        return rows.finish();
    };
    let columns: BTreeMap<String, u32> =
        sheet[at].1.iter().map(|(column, head)| (head.trim().to_owned(), *column)).collect();
    missing_columns(&columns, sheet[at].0, &mut rows);
    for (line, cells) in &sheet[at + 1..] {
        rows.take(&Row { cells, columns: &columns, line: *line });
    }
    rows.finish()
}

/// Says which of the columns that every answer needs are missing.
fn missing_columns(columns: &BTreeMap<String, u32>, line: u32, rows: &mut Rows) {
    let needed = [layout::LONG, layout::SHORT, layout::ADDED, layout::TERMINATED, layout::ACTION];
    for field in needed {
        if !columns.contains_key(field.head) {
            let message = format!("there is no column {}; it is left empty", field.head);
            rows.problem(Problem::warning(Position::line(line, 0), message));
        }
    }
}

struct Row<'a> {
    cells: &'a Cells,
    columns: &'a BTreeMap<String, u32>,
    line: u32,
}

impl Record for Row<'_> {
    fn text(&self, field: &Field, i: usize) -> Cow<'_, str> {
        let column = if field.times == 1 {
            self.columns.get(field.head)
        } else {
            self.columns.get(&format!("{}{}", field.head, i + 1))
        };
        let cell = column.and_then(|column| self.cells.get(column));
        Cow::Borrowed(cell.map_or("", String::as_str))
    }

    fn position(&self) -> Position {
        Position { byte: 0, line: self.line, column: 0 }
    }
}

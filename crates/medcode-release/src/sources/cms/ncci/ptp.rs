//! Which two codes does CMS not pay together, and may a modifier part them?
//!
//! CMS publishes the procedure-to-procedure edits four times a year, for practitioners
//! (`ccipra-v321r0-f1` to `-f4`) and for outpatient hospitals (`ccioph-…`), as text with tabs
//! and as workbook: a notice, heads over several lines, then `Column 1`, `Column 2`, `*` where
//! the pair is older than 1996, first day, last day (`*` for none), modifier indicator, reason.
//! A re-export without first days is read too. The rows are the same for both settings: only
//! the names of file and archive tell them apart.
//!
//! A file has up to two and a half million rows, so they are read as they go by.

mod columns;
mod lines;

use super::super::number;
use crate::input::{Cells, xlsx_each};
use crate::sources::grid::Grid;
use crate::sources::text;
use columns::Columns;
use medcode_kb::tables::ptp::PtpSetting;
use medcode_model::{Date, Position, Problem, Read};
use std::collections::HashMap;

/// More edits than any quarter has.
const MOST: usize = 8_000_000;
/// More cells than a workbook of one part has.
const CELLS: usize = 40_000_000;
/// Rows that are no edits and are told one by one; the rest are counted.
const TOLD: usize = 50;

/// One edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PtpEntry {
    /// The code that is paid.
    pub column_one: [u8; 5],
    /// The code that is not.
    pub column_two: [u8; 5],
    /// First day; none where the file has no such column.
    pub effective: Option<Date>,
    /// Last day.
    pub deleted: Option<Date>,
    /// 0 no modifier, 1 a modifier may part them, 9 never in force.
    pub indicator: u8,
    /// Why: its place among the reasons.
    pub rationale: u16,
}

/// The edits of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PtpFile {
    /// In the order of the file.
    pub edits: Vec<PtpEntry>,
    /// The publisher's reasons, each once; the first is empty.
    pub rationales: Vec<String>,
}

/// Whether a table is one of such edits, from its first rows.
pub(crate) fn is_table(grid: &Grid) -> bool {
    let cells = |row: &crate::sources::grid::GridRow| row.cells.clone();
    grid.iter().take(60).any(|row| Columns::of(&cells(row)).is_some())
}

/// The setting that the names of a file tell, its own first.
pub(crate) fn setting<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<PtpSetting> {
    names.into_iter().find_map(|name| {
        let name = name.to_ascii_lowercase();
        let any = |words: &[&str]| words.iter().any(|w| name.contains(w));
        if any(&["ccipra", "practitioner", "_prac", "-prac"]) {
            Some(PtpSetting::Practitioner)
        } else if any(&["ccioph", "hospital", "outpatient", "_out", "-out"]) {
            Some(PtpSetting::Hospital)
        } else {
            None
        }
    })
}

/// Which part of the quarter's edits a file is, by its name (`…-f2.txt`); 0 where it is all.
pub(crate) fn part(name: &str) -> u8 {
    let name = name.to_ascii_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    match stem.as_bytes() {
        [.., b'-' | b'_', b'f', digit @ b'1'..=b'9'] => digit - b'0',
        _ => 0,
    }
}

/// Reads the edits of a file in any of its forms.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<PtpFile> {
    let mut reading = Reading::new();
    if bytes.starts_with(b"PK") {
        let row = |line, cells: &Cells| reading.workbook_row(line, cells);
        if let Err(e) = xlsx_each(bytes, CELLS, row) {
            reading.problems.push(Problem::error(Position::default(), e.to_string()));
        }
    } else if text::is_utf16(bytes) {
        let message = "encoded as UTF-16: save it as UTF-8 and give it again";
        reading.problems.push(Problem::error(Position::default(), message));
    } else {
        lines::each(bytes, |position, cells| reading.row(position, cells));
    }
    reading.finish()
}

struct Reading {
    columns: Option<Columns>,
    file: PtpFile,
    known: HashMap<Vec<u8>, u16>,
    problems: Vec<Problem>,
    /// Rows that are no edits, beyond those told.
    untold: usize,
}

impl Reading {
    fn new() -> Self {
        let file = PtpFile { edits: Vec::new(), rationales: vec![String::new()] };
        let known = HashMap::from([(Vec::new(), 0)]);
        Self { columns: None, file, known, problems: Vec::new(), untold: 0 }
    }

    fn workbook_row(&mut self, line: u32, cells: &Cells) -> bool {
        let width = cells.keys().next_back().map_or(0, |last| *last as usize + 1);
        let mut row: Vec<&[u8]> = vec![b""; width.min(64)];
        for (column, text) in cells {
            if let Some(cell) = row.get_mut(*column as usize) {
                *cell = text.trim().as_bytes();
            }
        }
        self.row(Position { byte: 0, line, column: 0 }, &row)
    }

    /// Takes a row; false where no more are wanted.
    fn row(&mut self, position: Position, cells: &[&[u8]]) -> bool {
        let Some(columns) = self.columns else {
            let words: Vec<String> =
                cells.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
            self.columns = Columns::of(&words);
            // Without heads the first row is an edit already.
            if self.columns.is_some_and(|c| c.headless) {
                return self.row(position, cells);
            }
            return true;
        };
        let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
        let [one, two] = [columns.one, columns.two].map(|column| {
            let text = std::str::from_utf8(cell(column)).unwrap_or_default();
            number::code(text, position, &mut self.problems)
        });
        // A spreadsheet that dropped leading zeros did so in every second row.
        self.problems.truncate(TOLD);
        let (Some(column_one), Some(column_two)) = (one, two) else {
            // Heads go on over several lines.
            if !self.file.edits.is_empty() {
                self.tell(position, "has not two codes");
            }
            return true;
        };
        let indicator = match cell(columns.indicator) {
            b"0" => 0,
            b"1" => 1,
            b"9" => 9,
            _ => {
                self.tell(position, "has a modifier indicator that is none of 0, 1 and 9");
                return true;
            }
        };
        let effective = columns.effective.map(|column| date(cell(column)));
        let days = (effective.unwrap_or(Ok(None)), date(cell(columns.deleted)));
        let (Ok(effective), Ok(deleted)) = days else {
            self.tell(position, "has a date that is none");
            return true;
        };
        if self.file.edits.len() == MOST {
            let message = "more edits than any quarter has; the rest was not read";
            self.problems.push(Problem::error(position, message));
            return false;
        }
        let rationale = columns.rationale.map_or(0, |column| self.rationale(cell(column)));
        let edit = PtpEntry { column_one, column_two, effective, deleted, indicator, rationale };
        self.file.edits.push(edit);
        true
    }

    fn tell(&mut self, position: Position, what: &str) {
        if self.untold > 0 || self.problems.len() >= TOLD {
            self.untold += 1;
            return;
        }
        self.problems.push(Problem::warning(position, format!("this row {what}; passed over")));
    }

    /// The number of a reason; there are a dozen, so a file with thousands has none to keep.
    fn rationale(&mut self, words: &[u8]) -> u16 {
        if let Some(known) = self.known.get(words) {
            return *known;
        }
        let next = self.file.rationales.len();
        if next > 1000 {
            return 0;
        }
        self.file.rationales.push(text::decode(words).0.into_owned());
        self.known.insert(words.to_vec(), next as u16);
        next as u16
    }

    fn finish(mut self) -> Read<PtpFile> {
        if self.untold > 0 {
            let message = format!("{} further rows are no edits; passed over", self.untold);
            self.problems.push(Problem::warning(Position::default(), message));
        }
        if self.file.edits.is_empty() {
            let message = match self.columns {
                None => "no row has the heads of procedure-to-procedure edits",
                Some(_) => "the table has no row with two codes",
            };
            self.problems.push(Problem::error(Position::default(), message));
        }
        Read { value: self.file, problems: self.problems }
    }
}

/// A date, or none where it is open: blank, `*`, the last day of time.
fn date(text: &[u8]) -> Result<Option<Date>, ()> {
    if matches!(text, b"" | b"*" | b"0" | b"9999-12-31" | b"99991231") {
        return Ok(None);
    }
    let text = std::str::from_utf8(text).map_err(|_| ())?;
    let compact = Date::from_compact(text);
    compact.or_else(|| text.parse().ok()).or_else(|| us_date(text)).map(Some).ok_or(())
}

/// `7/1/2019`, as a spreadsheet writes a date.
fn us_date(text: &str) -> Option<Date> {
    let mut parts = text.split('/').map(str::parse::<u16>);
    let (month, day, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests;

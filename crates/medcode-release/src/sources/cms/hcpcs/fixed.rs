//! What records does the fixed-width file hold?

use super::layout::{self, Field};
use super::row::{HcpcsRow, Record, Rows};
use medcode_model::{Position, Problem, Read};
use std::borrow::Cow;

/// Reads the quarterly file of fixed width. Lines that are no records (the disclaimers of
/// some years, a blank last line) are passed over; too long or too short ones are reported.
#[must_use]
pub fn read_fixed(bytes: &[u8]) -> Read<Vec<HcpcsRow>> {
    let mut rows = Rows::default();
    let mut begun = false;
    let mut start = 0;
    for (i, raw) in bytes.split(|&b| b == b'\n').enumerate() {
        let position = Position::line(u32::try_from(i + 1).unwrap_or(u32::MAX), start as u64);
        start += raw.len() + 1;
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        let line = Line { text: one_byte_columns(raw), position };
        if line.is_record() {
            begun = true;
            check_length(raw, position, &mut rows);
            rows.take(&line);
        } else if begun && !raw.trim_ascii().is_empty() {
            let message = "this line is no HCPCS record; passed over";
            rows.problem(Problem::warning(position, message));
        }
    }
    rows.finish()
}

/// A record that is cut short has lost its dates; one that is too long (G9871 in January
/// 2026) is read by its columns all the same.
fn check_length(raw: &[u8], position: Position, rows: &mut Rows) {
    let first = matches!(raw.get(10), Some(b'3' | b'7'));
    if raw.len() > layout::RECORD {
        let rest = raw[layout::RECORD..].trim_ascii();
        let message = format!("the record is {} bytes long instead of 320", raw.len());
        if rest.is_empty() {
            rows.problem(Problem::note(position, format!("{message}; the rest is blank")));
        } else {
            rows.problem(Problem::warning(position, format!("{message}; the rest was not read")));
        }
    } else if first && raw.len() < layout::LAST {
        let message = format!("the record is cut short at column {}; what follows is empty", raw.len());
        rows.problem(Problem::warning(position, message));
    }
}

/// The line with one byte-wide character a column where it is ASCII, as nearly all are.
fn one_byte_columns(raw: &[u8]) -> Columns<'_> {
    match std::str::from_utf8(raw) {
        Ok(text) if text.is_ascii() => Columns::Ascii(text),
        Ok(text) => Columns::Wide(text.chars().collect()),
        Err(_) => Columns::Wide(raw.iter().map(|&b| windows_1252(b)).collect()),
    }
}

enum Columns<'a> {
    Ascii(&'a str),
    Wide(Vec<char>),
}

impl Columns<'_> {
    /// Columns from `at` (from 0) on.
    fn part(&self, at: usize, width: usize) -> Cow<'_, str> {
        match self {
            Self::Ascii(text) => {
                let end = text.len().min(at + width);
                Cow::Borrowed(text.get(at..end).unwrap_or_default())
            }
            Self::Wide(chars) => {
                let end = chars.len().min(at + width);
                Cow::Owned(chars.get(at..end).unwrap_or_default().iter().collect())
            }
        }
    }
}

struct Line<'a> {
    text: Columns<'a>,
    position: Position,
}

impl Line<'_> {
    /// Whether the columns of code, sequence and record id look as in a record.
    fn is_record(&self) -> bool {
        let code = self.text(&layout::CODE, 0);
        let sequence = self.text(&layout::SEQUENCE, 0);
        let id = self.text(&layout::RECORD_ID, 0);
        !code.trim().is_empty()
            && sequence.len() == 5
            && sequence.bytes().all(|b| b.is_ascii_digit())
            && id.bytes().all(|b| b.is_ascii_digit())
            && !id.is_empty()
    }
}

impl Record for Line<'_> {
    fn text(&self, field: &Field, i: usize) -> Cow<'_, str> {
        self.text.part(field.at - 1 + i * field.width, field.width)
    }

    fn position(&self) -> Position {
        self.position
    }
}

/// A byte of Windows-1252; the five bytes it does not define are kept as the control
/// characters of Latin-1.
fn windows_1252(byte: u8) -> char {
    const HIGH: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];
    match byte {
        0x80..=0x9F => char::from_u32(u32::from(HIGH[usize::from(byte - 0x80)])).unwrap_or(' '),
        _ => char::from(byte),
    }
}

//! From rows to claims: rows with the same claim number that stand together are one claim.

use super::columns::{Columns, Field};
use super::row::{self, Row};
use crate::Sink;
use csv::{ByteRecord, ReaderBuilder};
use medcode_model::{Claim, Position, Problem};
use std::io::{self, BufRead, BufReader, Read};

/// Reads a table to its end, claim by claim.
///
/// # Errors
/// When the file cannot be read; what it holds is never an error.
pub fn read_claims(input: impl Read, columns: &Columns, sink: &mut dyn Sink) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let (delimiter, crlf) = delimiter(&mut input)?;
    let mut table = ReaderBuilder::new();
    table.delimiter(delimiter).has_headers(false).flexible(true);
    // With a last line that ends, every row does.
    let end: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let mut reader = table.from_reader(input.chain(end));
    let mut record = ByteRecord::new();
    if !next(&mut reader, &mut record, sink)? {
        sink.problem(Problem::error(Position::default(), "the file is empty"));
        return Ok(());
    }
    let header = Header::of(&record, columns, sink);
    if !header.fields.iter().flatten().any(|f| *f == Field::Claim) {
        sink.problem(Problem::error(
            Position::line(1, 0),
            "no column is named `claim_id`: name the columns in the first row, or map them with --columns",
        ));
        return Ok(());
    }
    let mut open: Option<Claim> = None;
    while next(&mut reader, &mut record, sink)? {
        let row = Row::of(&record, &header, line_of(&record, reader.position().line(), crlf));
        if row.is_blank() {
            continue;
        }
        if record.len() > header.names.len() {
            sink.problem(row.warning(header.names.len(), "this row has more cells than the first one"));
        }
        if record.as_slice().contains(&b'\n') {
            let message = "a cell of this row runs over several lines: a quote may not be closed";
            sink.problem(row.warning(usize::MAX - 1, message));
        }
        let same = open.as_ref().is_some_and(|c| row.text(Field::Claim) == Some(&*c.id));
        match &mut open {
            Some(claim) if same => row::more(&row, claim, sink),
            _ => {
                let next = row::begin(&row, sink);
                open.replace(next).into_iter().for_each(|c| close(c, sink));
            }
        }
    }
    open.into_iter().for_each(|c| close(c, sink));
    Ok(())
}

/// The line on which the row just read begins; blank lines before it are none of its own.
fn line_of(record: &ByteRecord, now: u64, crlf: bool) -> u32 {
    let within = record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
    // The reader has passed the end of a line, but for the second half of `\r\n`.
    (now - within.min(now)).saturating_sub(u64::from(!crlf)) as u32
}

/// The claim is whole: its days are those of its lines where they are not given.
fn close(mut claim: Claim, sink: &mut dyn Sink) {
    let lines = || claim.lines.iter();
    claim.from = claim.from.or_else(|| lines().filter_map(|l| l.from).min());
    claim.to = claim.to.or_else(|| lines().filter_map(|l| l.to).max()).or(claim.from);
    sink.claim(claim);
}

/// The next record; false at the end.
fn next(
    reader: &mut csv::Reader<impl Read>,
    record: &mut ByteRecord,
    sink: &mut dyn Sink,
) -> io::Result<bool> {
    match reader.read_byte_record(record) {
        Ok(more) => Ok(more),
        Err(e) if e.is_io_error() => match e.into_kind() {
            csv::ErrorKind::Io(e) => Err(e),
            _ => Ok(false),
        },
        Err(e) => {
            sink.problem(Problem::error(
                Position::default(),
                format!("the table cannot be read on: {e}"),
            ));
            Ok(false)
        }
    }
}

/// The character between cells, the one that the first line has most of, and whether lines end in
/// `\r\n`.
fn delimiter(input: &mut impl BufRead) -> io::Result<(u8, bool)> {
    let head = input.fill_buf()?;
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: &u8| line.iter().filter(|b| *b == d).count();
    let delimiter = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',');
    Ok((delimiter, line.ends_with(b"\r")))
}

/// The columns of a table.
pub(super) struct Header {
    pub(super) names: Vec<Box<str>>,
    pub(super) fields: Vec<Option<Field>>,
}

impl Header {
    fn of(record: &ByteRecord, columns: &Columns, sink: &mut dyn Sink) -> Self {
        let names: Vec<Box<str>> = record
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().into())
            .collect();
        let mut seen = std::collections::HashSet::new();
        let fields = names.iter().enumerate().map(|(n, name)| {
            let position = Position { line: 1, column: n as u32 + 1, byte: 0 };
            let field = columns.of(name).map(|f| match Field::who(name) {
                Some(who) if seen.contains(&f) => who,
                _ => f,
            });
            let message = match field {
                None if name.is_empty() => return None,
                None => format!("column `{name}` is not known and is left out"),
                Some(f) if seen.insert(f) => return Some(f),
                Some(f) => format!("column `{name}` is `{}` a second time and is left out", f.name()),
            };
            sink.problem(Problem::note(position, message));
            None
        });
        let fields = fields.collect();
        Self { names, fields }
    }
}

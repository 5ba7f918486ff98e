//! The lines of a large table as they go by: no row is kept.

use crate::sources::text;
use medcode_model::Position;

/// Calls back for every line that is not blank with its cells, until it answers false. Tabs
/// part the cells of a line that has any, else commas; a quoted cell may hold commas, and one
/// that is not closed on its line goes to its end.
pub(super) fn each(bytes: &[u8], mut on: impl FnMut(Position, &[&[u8]]) -> bool) {
    let mut rest = text::without_mark(bytes);
    let mut line = 0u32;
    let mut cells = Vec::new();
    while !rest.is_empty() {
        let byte = (bytes.len() - rest.len()) as u64;
        let end = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
        let row = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
        rest = rest.get(end + 1..).unwrap_or_default();
        line = line.saturating_add(1);
        if row.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        cells.clear();
        cut(row, &mut cells);
        if !on(Position { byte, line, column: 1 }, &cells) {
            return;
        }
    }
}

fn cut<'a>(row: &'a [u8], cells: &mut Vec<&'a [u8]>) {
    let separator = if row.contains(&b'\t') { b'\t' } else { b',' };
    let mut rest = row;
    loop {
        let quoted = rest.first() == Some(&b'"');
        let close = if quoted { rest[1..].iter().position(|&b| b == b'"') } else { None };
        let from = close.map_or(0, |close| close + 2);
        let end = rest[from..].iter().position(|&b| b == separator).map(|n| from + n);
        let cell = &rest[..end.unwrap_or(rest.len())];
        cells.push(bare(cell));
        let Some(end) = end else { return };
        rest = &rest[end + 1..];
    }
}

/// A cell without its quotes and the blanks around it.
fn bare(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    let cell = cell.strip_prefix(b"\"").unwrap_or(cell);
    cell.strip_suffix(b"\"").unwrap_or(cell).trim_ascii()
}

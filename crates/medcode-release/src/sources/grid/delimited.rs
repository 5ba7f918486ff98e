//! How is separated text cut into cells?

use super::{Grid, GridRow};
use medcode_model::{Position, Problem, Read};

/// A quoted cell longer than this lost its closing quote: no publisher's notice is longer.
const LONGEST: usize = 20_000;

/// Cuts the text. Tabs separate where the text has more lines with tabs than with commas.
pub(super) fn read(text: &str) -> Read<Grid> {
    let mut cutter = Cutter { text, at: 0, line: 1, line_start: 0, problems: Vec::new() };
    let separator = separator(text);
    let mut grid = Vec::new();
    while cutter.at < text.len() {
        grid.push(cutter.row(separator));
    }
    grid.retain(|row| !row.is_blank());
    Read { value: grid, problems: cutter.problems }
}

/// What parts the cells, by the first lines.
fn separator(text: &str) -> u8 {
    let lines = || text.lines().take(200);
    let tabs = lines().filter(|l| l.contains('\t')).count();
    let commas = lines().filter(|l| l.contains(',')).count();
    if tabs >= commas && tabs > 0 { b'\t' } else { b',' }
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    line_start: usize,
    problems: Vec<Problem>,
}

impl Cutter<'_> {
    fn position(&self) -> Position {
        let column = u32::try_from(self.at - self.line_start).unwrap_or(u32::MAX).saturating_add(1);
        Position { byte: self.at as u64, line: self.line, column }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn row(&mut self, separator: u8) -> GridRow {
        let position = self.position();
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell(separator));
            match self.byte() {
                Some(b) if b == separator => self.at += 1,
                _ => break,
            }
        }
        self.end_line();
        GridRow { position, cells }
    }

    /// Moves past the end of a line: CR, LF or both.
    fn end_line(&mut self) {
        if self.byte() == Some(b'\r') {
            self.at += 1;
        }
        if self.byte() == Some(b'\n') {
            self.at += 1;
        }
        self.begin_line();
    }

    fn begin_line(&mut self) {
        self.line = self.line.saturating_add(1);
        self.line_start = self.at;
    }

    fn cell(&mut self, separator: u8) -> String {
        let quoted = separator == b',' && self.byte() == Some(b'"');
        if quoted && let Some(cell) = self.quoted() {
            // What stands between the closing quote and the separator is kept.
            let rest = self.plain(separator);
            return format!("{}{rest}", cell.trim());
        }
        let cell = self.plain(separator);
        cell.trim_matches(|c: char| c == '"' || c.is_whitespace()).to_owned()
    }

    fn plain(&mut self, separator: u8) -> String {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|&b| b == separator || b == b'\n' || b == b'\r');
        let end = self.at + end.unwrap_or(rest.len());
        let cell = self.text[self.at..end].trim().to_owned();
        self.at = end;
        cell
    }

    /// A quoted cell, which may go over lines; none where its quote is never closed.
    fn quoted(&mut self) -> Option<String> {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        let mut doubled = false;
        loop {
            match bytes.get(end) {
                Some(b'"') if bytes.get(end + 1) == Some(&b'"') => {
                    doubled = true;
                    end += 2;
                }
                Some(b'"') => break,
                Some(_) if end - self.at <= LONGEST => end += 1,
                _ => {
                    let message = "a quote is opened here and never closed; the line was read as it is";
                    self.problems.push(Problem::warning(self.position(), message));
                    return None;
                }
            }
        }
        let inside = &self.text[self.at + 1..end];
        let cell = if doubled { inside.replace("\"\"", "\"") } else { inside.to_owned() };
        for (at, _) in inside.match_indices('\n') {
            self.line = self.line.saturating_add(1);
            self.line_start = self.at + 1 + at + 1;
        }
        self.at = end + 1;
        Some(cell)
    }
}

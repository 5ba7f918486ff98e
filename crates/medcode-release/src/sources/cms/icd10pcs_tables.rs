//! Which ICD-10-PCS codes can be built, and what does each of their characters mean?

#[cfg(test)]
mod tests;

use crate::sources::markup::{Item, Markup, attribute, decode, tidy};
use crate::sources::text::put_back;
use medcode_model::{Code, CodeSystem, Position, Problem, Read};
use quick_xml::events::BytesStart;

/// One of the values a character can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsValue {
    /// The character.
    pub character: u8,
    /// What it means.
    pub label: String,
}

/// One character position of a row: what it stands for and its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsAxis {
    /// Body part, approach, device, qualifier, ...
    pub title: String,
    /// The values.
    pub values: Vec<PcsValue>,
}

/// One row of a table: any value of each character goes with any of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsRow {
    /// Characters 4 to 7.
    pub axes: [PcsAxis; 4],
    /// Line in the file.
    pub line: u32,
}

/// One table: section, body system and operation, and the rows that complete them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsTable {
    /// Characters 1 to 3.
    pub prefix: [u8; 3],
    /// What the three characters mean.
    pub labels: [String; 3],
    /// What the three characters stand for (section, body system, operation, ...).
    pub titles: [String; 3],
    /// The definition of the operation; empty where none is given.
    pub definition: String,
    /// The rows.
    pub rows: Vec<PcsRow>,
    /// Line in the file.
    pub line: u32,
}

/// The tables of one release.
#[derive(Clone, Debug, Default)]
pub struct PcsTables {
    /// The version as stated: the fiscal year.
    pub version: String,
    /// The tables in the order of the book.
    pub tables: Vec<PcsTable>,
}

/// FY2025 makes 78,948; the bound keeps a forged file from filling the memory.
const MAX_CODES: usize = 4_000_000;

impl PcsRow {
    /// Number of codes the row makes.
    #[must_use]
    pub fn code_count(&self) -> usize {
        self.axes.iter().map(|a| a.values.len()).fold(1, usize::saturating_mul)
    }

    /// The codes of the row, in the order of its values.
    pub fn codes(&self, prefix: [u8; 3]) -> impl Iterator<Item = Code> + '_ {
        (0..self.code_count()).map(move |n| {
            let mut chars = [prefix[0], prefix[1], prefix[2], 0, 0, 0, 0];
            let mut rest = n;
            for at in (0..4).rev() {
                let values = &self.axes[at].values;
                chars[3 + at] = values[rest % values.len()].character;
                rest /= values.len();
            }
            Code::from_bytes(CodeSystem::Icd10Pcs, chars)
        })
    }
}

impl PcsTables {
    /// Number of codes that the rows make, a code in two rows counted twice.
    #[must_use]
    pub fn code_count(&self) -> usize {
        self.rows().map(|(_, row)| row.code_count()).fold(0, usize::saturating_add)
    }

    /// Every code that can be built, row by row; a code may stand in two rows.
    pub fn legal_codes(&self) -> impl Iterator<Item = Code> + '_ {
        self.rows().flat_map(|(table, row)| row.codes(table.prefix))
    }

    /// Every row with its table.
    pub fn rows(&self) -> impl Iterator<Item = (&PcsTable, &PcsRow)> + '_ {
        self.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)))
    }
}

/// Whether a file begins as the tables do.
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    super::begins_with(head, "<ICD10PCS.tabular")
}

/// Reads the tables.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<PcsTables> {
    let (text, problem) = decode(bytes);
    let mut reading = Reading::new(Markup::new(&text));
    while let Some(item) = reading.markup.next() {
        match item {
            Item::Open(tag) => reading.open(&tag),
            Item::Close => reading.close(),
            Item::Text(text) => reading.text.push_str(&text),
        }
    }
    let mut problems = reading.markup.problems;
    put_back(&mut problems, &text, bytes);
    problems.extend(problem);
    if !looks_like(bytes) {
        let message = "this is not the ICD-10-PCS tables: no `ICD10PCS.tabular` element at its start";
        problems.insert(0, Problem::error(Position::default(), message));
    }
    Read { value: reading.out, problems }
}

/// The tables being read.
struct Reading<'a> {
    markup: Markup<'a>,
    out: PcsTables,
    /// The open elements.
    open: Vec<String>,
    text: String,
    table: PcsTable,
    row: PcsRow,
    /// The position of the open axis, from 1.
    axis: usize,
    character: Option<u8>,
    codes: usize,
    stated: Option<usize>,
}

impl<'a> Reading<'a> {
    fn new(markup: Markup<'a>) -> Self {
        Self {
            markup,
            out: PcsTables::default(),
            open: Vec::new(),
            text: String::new(),
            table: PcsTable::default(),
            row: PcsRow::default(),
            axis: 0,
            character: None,
            codes: 0,
            stated: None,
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let line = self.markup.line();
        match tag.name().0 {
            "pcsTable" => self.table = PcsTable { line, ..PcsTable::default() },
            "pcsRow" => {
                self.row = PcsRow { line, ..PcsRow::default() };
                self.stated = attribute(tag, "codes").and_then(|n| n.parse().ok());
            }
            "axis" => {
                self.axis = attribute(tag, "pos").and_then(|p| p.parse().ok()).unwrap_or(0);
                if !(1..=7).contains(&self.axis) {
                    self.markup.warn("an axis without a position from 1 to 7; left out");
                }
            }
            "label" => self.character = attribute(tag, "code").and_then(|c| character(&c)),
            _ => {}
        }
        self.open.push(tag.name().0.chars().take(40).collect());
        self.text.clear();
    }

    fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let text = tidy(&self.text);
        self.text.clear();
        match name.as_str() {
            "version" => self.out.version = text,
            "title" if self.inside("axis") => self.name_axis(text),
            "label" => self.add_value(text),
            "definition" if self.axis == 3 => self.table.definition = text,
            "pcsRow" => self.end_row(),
            "pcsTable" => self.end_table(),
            _ => {}
        }
    }

    fn inside(&self, parent: &str) -> bool {
        self.open.last().is_some_and(|n| n == parent)
    }

    fn name_axis(&mut self, text: String) {
        match self.axis {
            n @ 1..=3 => self.table.titles[n - 1] = text,
            n @ 4..=7 => self.row.axes[n - 4].title = text,
            _ => {}
        }
    }

    fn add_value(&mut self, label: String) {
        let Some(character) = self.character.take() else {
            self.markup.warn("a label without a code of one character; left out");
            return;
        };
        match self.axis {
            n @ 1..=3 => {
                self.table.prefix[n - 1] = character;
                self.table.labels[n - 1] = label;
            }
            n @ 4..=7 => {
                let values = &mut self.row.axes[n - 4].values;
                if values.iter().any(|v| v.character == character) {
                    self.markup.warn("a value that the row already has; left out");
                } else {
                    values.push(PcsValue { character, label });
                }
            }
            _ => {}
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.code_count() == 0 {
            self.markup.warn("a row without values for each of characters 4 to 7; it makes no code");
            return;
        }
        if self.stated.is_some_and(|n| n != row.code_count()) {
            let made = row.code_count();
            self.markup.warn(format!("the row makes {made} codes, not the number it states"));
        }
        self.codes += row.code_count();
        if self.codes > MAX_CODES {
            self.markup.stop("the tables make more codes than any published release");
            return;
        }
        self.table.rows.push(row);
    }

    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        if table.prefix.contains(&0) {
            self.markup.warn("a table without its first three characters; left out");
            return;
        }
        self.out.tables.push(table);
    }
}

/// A value of an axis: one digit or capital letter.
fn character(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [c] if c.is_ascii_digit() || c.is_ascii_uppercase() => Some(*c),
        _ => None,
    }
}

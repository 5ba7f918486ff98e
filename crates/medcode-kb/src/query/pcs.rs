//! ICD-10-PCS: which rows of a table build a code, and every code that the tables build.

use super::Release;
use crate::tables::pcs::{self, DefinitionRow, PcsRow, TableRow, Value};
use medcode_model::{Code, CodeSystem};

/// One of the last four characters in a row: what it stands for and the values that go with
/// the others of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsColumn {
    /// `Body Part`, `Approach`.
    pub name: String,
    /// The characters with their labels.
    pub values: Vec<(char, String)>,
}

/// An entry of the definitions: of an operation, a body part, an approach, a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsDefinition {
    /// The section it holds for.
    pub section: char,
    /// The position of the character: 3 operation, 4 body part, 5 approach, 6 device.
    pub axis: u8,
    /// The label of the value.
    pub title: String,
    /// What the publisher lists under it.
    pub includes: Vec<String>,
}

impl Release {
    /// The tables, sorted by their three characters.
    #[must_use]
    pub fn pcs_tables(&self) -> &[TableRow] {
        self.file().rows(pcs::TABLES)
    }

    /// The row of its table that builds a code, counted from 0.
    #[must_use]
    pub fn pcs_row_of(&self, code: &Code) -> Option<usize> {
        let chars = code.bytes();
        let table = self.pcs_table(&[chars[0], chars[1], chars[2]])?;
        self.pcs_rows(table).iter().position(|row| {
            (0..4).all(|n| self.pcs_values(row, n).iter().any(|v| v.character == chars[n + 3]))
        })
    }

    /// The values that a row gives one of its four characters.
    #[must_use]
    pub fn pcs_values(&self, row: &PcsRow, axis: usize) -> &[Value] {
        let values: &[Value] = self.file().rows(pcs::VALUES);
        let (Some(first), Some(count)) = (row.first.get(axis), row.count.get(axis)) else {
            return &[];
        };
        let first = first.get() as usize;
        values.get(first..first.saturating_add(usize::from(count.get()))).unwrap_or_default()
    }

    /// A row with its labels.
    #[must_use]
    pub fn pcs_columns(&self, row: &PcsRow) -> [PcsColumn; 4] {
        let text = self.text();
        [0, 1, 2, 3].map(|n| PcsColumn {
            name: text.get(row.axes[n].get()),
            values: self
                .pcs_values(row, n)
                .iter()
                .map(|v| (char::from(v.character), text.get(v.label.get())))
                .collect(),
        })
    }

    /// Every code the tables build, table by table and row by row, legal on the day or not.
    pub fn pcs_built(&self) -> impl Iterator<Item = Code> + '_ {
        self.pcs_tables().iter().flat_map(move |table| {
            self.pcs_rows(table).iter().flat_map(move |row| self.row_codes(table.prefix, row))
        })
    }

    fn row_codes(&self, prefix: [u8; 3], row: &PcsRow) -> Vec<Code> {
        let mut chars = vec![[prefix[0], prefix[1], prefix[2], 0, 0, 0, 0]];
        for n in 0..4 {
            let values = self.pcs_values(row, n);
            let longer = |c: &[u8; 7]| {
                let mut c = *c;
                values.iter().map(move |v| {
                    c[n + 3] = v.character;
                    c
                })
            };
            chars = chars.iter().flat_map(longer).collect();
        }
        chars.into_iter().map(|c| Code::from_bytes(CodeSystem::Icd10Pcs, c)).collect()
    }

    /// The definitions, among them the body part key.
    pub fn pcs_definitions(&self) -> impl Iterator<Item = PcsDefinition> + '_ {
        let rows: &[DefinitionRow] = self.file().rows(pcs::DEFINITIONS);
        let text = self.text();
        rows.iter().map(move |r| PcsDefinition {
            section: char::from(r.section),
            axis: r.axis,
            title: text.get(r.title.get()),
            includes: text
                .get(r.includes.get())
                .split("; ")
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }
}

//! The ICD-10-PCS tables and definitions.

use super::ReleaseWriter;
use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the tables.
pub const TABLES: &str = "pcs.tables";
/// Section name of their rows.
pub const ROWS: &str = "pcs.rows";
/// Section name of the values in the rows.
pub const VALUES: &str = "pcs.values";
/// Section name of the definitions.
pub const DEFINITIONS: &str = "pcs.definitions";

/// One table: the first three characters.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct TableRow {
    /// Section, body system, operation.
    pub prefix: [u8; 3],
    /// Always zero.
    pub reserved: u8,
    /// What the three characters mean.
    pub labels: [U32; 3],
    /// The definition of the operation.
    pub definition: U32,
    /// First row.
    pub first: U32,
    /// Number of rows.
    pub count: U32,
}

/// One row: for each of the last four characters the values that go together.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct PcsRow {
    /// What each character stands for (body part, approach, device, qualifier, ...).
    pub axes: [U32; 4],
    /// First value of each.
    pub first: [U32; 4],
    /// Number of values of each.
    pub count: [U16; 4],
}

/// One value of a character.
#[derive(Clone, Copy, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct Value {
    /// The character.
    pub character: u8,
    /// Always zero.
    pub reserved: [u8; 3],
    /// What it means.
    pub label: U32,
}

/// One definition.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct DefinitionRow {
    /// The section it holds for.
    pub section: u8,
    /// The position of the character (3 operation, 4 body part, 5 approach, ...).
    pub axis: u8,
    /// Always zero.
    pub reserved: [u8; 2],
    /// The term.
    pub title: U32,
    /// What it means.
    pub definition: U32,
    /// The publisher's explanation.
    pub explanation: U32,
    /// What it includes.
    pub includes: U32,
}

/// A table to be written.
pub struct NewTable {
    /// First three characters.
    pub prefix: [u8; 3],
    /// Their meanings.
    pub labels: [u32; 3],
    /// Definition of the operation.
    pub definition: u32,
    /// The rows: of each of the four characters its axis and values.
    pub rows: Vec<[NewAxis; 4]>,
}

/// The title of an axis and the values a row gives it, each with its meaning.
pub type NewAxis = (u32, Vec<(u8, u32)>);

/// Writes the tables, sorted by prefix.
pub fn write(mut tables: Vec<NewTable>, definitions: &[DefinitionRow], out: &mut ReleaseWriter) {
    tables.sort_by_key(|t| t.prefix);
    let (mut heads, mut rows, mut values) = (Vec::new(), Vec::new(), Vec::<Value>::new());
    let mut known: std::collections::HashMap<Vec<Value>, u32> = std::collections::HashMap::new();
    for table in tables {
        let first = rows.len() as u32;
        for axes in &table.rows {
            let mut row = PcsRow { axes: [0.into(); 4], first: [0.into(); 4], count: [0.into(); 4] };
            for (at, (title, list)) in axes.iter().enumerate() {
                let list: Vec<Value> = list
                    .iter()
                    .map(|&(character, label)| Value {
                        character,
                        reserved: [0; 3],
                        label: label.into(),
                    })
                    .collect();
                row.axes[at] = (*title).into();
                row.count[at] = (list.len() as u16).into();
                let start = *known.entry(list).or_insert_with_key(|list| {
                    let start = values.len() as u32;
                    values.extend_from_slice(list);
                    start
                });
                row.first[at] = start.into();
            }
            rows.push(row);
        }
        heads.push(TableRow {
            prefix: table.prefix,
            reserved: 0,
            labels: table.labels.map(Into::into),
            definition: table.definition.into(),
            first: first.into(),
            count: (rows.len() as u32 - first).into(),
        });
    }
    out.rows(TABLES, &heads);
    out.rows(ROWS, &rows);
    out.rows(VALUES, &values);
    out.rows(DEFINITIONS, definitions);
}

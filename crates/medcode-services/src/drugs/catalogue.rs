//! The drugs that can be billed on a day: our names, and what the release in force adds.

use super::given::Class;
use super::phrases::Phrases;
use super::table::{self, Row};
use std::collections::HashMap;

/// What a name stands for: one of these rows, the first whose conditions hold.
pub(crate) struct Entry {
    pub(crate) drug: String,
    pub(crate) class: Class,
    pub(crate) rows: Vec<Row>,
}

/// Names of drugs and the codes they may stand for.
pub(crate) struct Catalogue {
    pub(crate) names: Phrases<u32>,
    entries: Vec<Entry>,
}

impl Catalogue {
    /// Our own table alone.
    pub(crate) fn of_tables() -> Self {
        let mut out = Self { names: Phrases::default(), entries: Vec::new() };
        let mut by_names: HashMap<Vec<&'static str>, usize> = HashMap::new();
        for row in table::rows() {
            if let Some(&entry) = by_names.get(&row.names) {
                out.entries[entry].rows.push(row);
                continue;
            }
            let entry = out.entries.len();
            by_names.insert(row.names.clone(), entry);
            for name in &row.names {
                out.names.add(name, entry as u32);
            }
            out.entries.push(Entry { drug: row.drug.to_owned(), class: row.class, rows: vec![row] });
        }
        out
    }

    pub(crate) fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }
}

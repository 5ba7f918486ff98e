//! What proves that a code is legal?

use super::Builder;
use medcode_kb::query::PcsColumn;
use medcode_model::{Code, CodeSystem};

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedRow {
    /// The three characters of the table.
    pub table: String,
    /// Which of its rows, counted from 1 as printed.
    pub row: usize,
    /// How many rows the table has.
    pub of: usize,
    /// The values that go together.
    pub columns: [PcsColumn; 4],
}

/// Why a code is legal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It is in the code file, and this row builds it.
    Row(Box<ProvedRow>),
    /// It is in the code file; no installed table has it.
    CodeFile,
}

/// A finished code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// The code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// What proves it.
    pub proof: Proof,
}

impl Builder<'_> {
    /// A code with its proof; `None` where the release does not have it.
    #[must_use]
    pub fn built(&self, code: &str) -> Option<Built> {
        let code = Code::new(CodeSystem::Icd10Pcs, code).ok()?;
        let release = self.release;
        let row = release.find(&code)?;
        let proof = self.proved(&code).map_or(Proof::CodeFile, |row| Proof::Row(Box::new(row)));
        Some(Built { code, title: release.title(row), proof })
    }

    fn proved(&self, code: &Code) -> Option<ProvedRow> {
        let chars = code.bytes();
        let table = self.release.pcs_table(&[chars[0], chars[1], chars[2]])?;
        let rows = self.release.pcs_rows(table);
        let row = self.release.pcs_row_of(code)?;
        Some(ProvedRow {
            table: code.compact()[..3].to_owned(),
            row: row + 1,
            of: rows.len(),
            columns: self.release.pcs_columns(&rows[row]),
        })
    }
}

//! A table of ICD-10-PCS as it is printed: rows of values that go together.

use crate::WireAnswered;
use medcode::Answered;
use medcode::kb::query::{PcsColumn, Release};
use serde::Serialize;

/// A table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsTable {
    /// Its three characters.
    pub table: String,
    /// What they mean: section, body system, operation.
    pub labels: Vec<String>,
    /// The definition of the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// Its rows.
    pub rows: Vec<Vec<WirePcsCell>>,
    /// Date, release and code file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// The values that a row gives one of the last four characters.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsCell {
    /// `Body Part`, `Approach`.
    pub axis: String,
    /// The characters with their labels.
    pub values: Vec<WirePcsLabel>,
}

/// A character and its label.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsLabel {
    /// The character.
    pub character: char,
    /// What it means.
    pub meaning: String,
}

impl WirePcsTable {
    /// The table of these three characters; `None` where none is installed.
    #[must_use]
    pub fn of(release: &Release, table: &str, answered: &Answered) -> Option<Self> {
        let table = table.trim().to_ascii_uppercase();
        let prefix: [u8; 3] = table.as_bytes().try_into().ok()?;
        let found = release.pcs_table(&prefix)?;
        let axes = release.pcs_axes(&prefix);
        let row = |r| release.pcs_columns(r).iter().map(cell).collect();
        Some(Self {
            labels: axes.into_iter().map(|a| a.meaning).collect(),
            definition: release.pcs_definition(&prefix),
            rows: release.pcs_rows(found).iter().map(row).collect(),
            answered: answered.into(),
            table,
        })
    }
}

fn cell(column: &PcsColumn) -> WirePcsCell {
    let label = |(character, meaning): &(char, String)| WirePcsLabel {
        character: *character,
        meaning: meaning.clone(),
    };
    WirePcsCell { axis: column.name.clone(), values: column.values.iter().map(label).collect() }
}

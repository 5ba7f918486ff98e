//! One page of the changes, as a list shows them.

use super::{WireDiffCounts, WireDiffNoData, WireDiffSide};
use medcode::diff::{Row, Sheet};
use serde::Serialize;

/// Two releases of one system: what was compared, and one page of the changes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireChanges {
    /// The system.
    pub system: &'static str,
    /// The older release.
    pub before: WireDiffSide,
    /// The newer release.
    pub after: WireDiffSide,
    /// How many changes of each kind there are in all.
    pub counts: WireDiffCounts,
    /// The parts that could not be compared.
    pub no_data: Vec<WireDiffNoData>,
    /// What a reader must know of the sources.
    pub remarks: Vec<String>,
    /// How many changes fit what was asked.
    pub found: usize,
    /// The changes of this page.
    pub rows: Vec<WireChangeRow>,
    /// Where the next page begins; null on the last.
    pub next: Option<usize>,
    /// Whose CPT is, where its numbers are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'static str>,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireChangeRow {
    /// The part: `codes`, `notes`, `index`, ...
    pub part: &'static str,
    /// What happened: `new`, `deleted`, `revised`, ...
    pub change: &'static str,
    /// The code, where the change is of one.
    pub code: Option<String>,
    /// What of the code: the kind of note, the field, the path in the Index, the code in column two.
    pub what: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Codes that took its place, or that it took the place of.
    pub related: String,
    /// Its chapter.
    pub chapter: &'static str,
    /// Its specialties.
    pub specialties: &'static [&'static str],
}

impl From<Row> for WireChangeRow {
    fn from(row: Row) -> Self {
        Self {
            part: row.part,
            change: row.change,
            code: row.code.map(|c| c.to_string()),
            what: row.what,
            before: row.before,
            after: row.after,
            related: row.related,
            chapter: row.chapter.key,
            specialties: row.specialties,
        }
    }
}

impl WireChanges {
    /// Of a comparison, with the rows of one page.
    #[must_use]
    pub fn of(sheet: &Sheet, found: usize, rows: Vec<Row>, next: Option<usize>) -> Self {
        let of = sheet.comparison();
        let systems = rows.iter().filter_map(|r| r.code).map(|c| c.system());
        Self {
            system: of.system.id(),
            before: super::make::side(of, 0, of.before),
            after: super::make::side(of, 1, of.after),
            counts: super::make::counts(sheet.counts()),
            no_data: super::make::no_data(of),
            remarks: of.remarks.clone(),
            found,
            notice: systems.chain([of.system]).find_map(medcode::model::CodeSystem::notice),
            rows: rows.into_iter().map(Into::into).collect(),
            next,
        }
    }
}

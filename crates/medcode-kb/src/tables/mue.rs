//! Medically unlikely edits: the most units of a code that one patient gets on one day, one
//! table for each kind of provider.

use super::{ReleaseWriter, rank};
use crate::text::coded::TextId;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The kind of provider that a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MueSetting {
    /// Practitioner services.
    Practitioner,
    /// Outpatient hospital services.
    Outpatient,
    /// Suppliers of durable medical equipment.
    Dme,
}

impl MueSetting {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Practitioner, Self::Outpatient, Self::Dme];

    /// The name of its section.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::Practitioner => "mue.prac",
            Self::Outpatient => "mue.out",
            Self::Dme => "mue.dme",
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::Outpatient => "outpatient",
            Self::Dme => "dme",
        }
    }
}

/// One edit.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct MueRow {
    /// The code.
    pub code: [u8; 5],
    /// Adjudication indicator: 1 claim line, 2 date of service by policy, 3 date of service
    /// by clinical benchmarks; 0 where the file has none.
    pub indicator: u8,
    /// Why, in the publisher's words.
    pub rationale: U32,
    /// The most units.
    pub value: U32,
}

/// An edit to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewMue {
    /// The code.
    pub code: [u8; 5],
    /// See [`MueRow::indicator`].
    pub indicator: u8,
    /// Why.
    pub rationale: TextId,
    /// The most units.
    pub value: u32,
}

/// Writes a table, sorted by code; of edits given twice the first stays.
pub fn write(setting: MueSetting, mut edits: Vec<NewMue>, out: &mut ReleaseWriter) {
    edits.sort_by_key(|e| e.code);
    edits.dedup_by_key(|e| e.code);
    let row = |e: &NewMue| MueRow {
        code: e.code,
        indicator: e.indicator,
        rationale: e.rationale.into(),
        value: e.value.into(),
    };
    out.rows(setting.section(), &edits.iter().map(row).collect::<Vec<_>>());
}

/// The edit of a code.
#[must_use]
pub fn find<'a>(rows: &'a [MueRow], code: &[u8; 5]) -> Option<&'a MueRow> {
    rows.binary_search_by_key(&rank(code), |r| rank(&r.code)).ok().map(|n| &rows[n])
}

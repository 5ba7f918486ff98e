//! Medicare Code Editor: the lists of diagnoses that its edits look in.

use super::ReleaseWriter;
use std::collections::BTreeMap;
use zerocopy::little_endian::U16;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the diagnoses.
pub const SECTION: &str = "mce.dx";

/// Section name of the lists that the file had, as one row.
const LISTS: &str = "mce.lists";

/// A list of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MceList {
    /// Age conflict: age 0 only.
    Newborn,
    /// Age conflict: 0 to 17.
    Pediatric,
    /// Age conflict: 9 to 64.
    Maternity,
    /// Age conflict: 15 to 124.
    Adult,
    /// Sex conflict: females only.
    Female,
    /// Sex conflict: males only.
    Male,
    /// Manifestation code as principal diagnosis.
    Manifestation,
    /// Unacceptable principal diagnosis.
    Unacceptable,
    /// Unacceptable principal diagnosis, unless a secondary diagnosis stands beside it.
    RequiresSecondary,
}

impl MceList {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Newborn,
        Self::Pediatric,
        Self::Maternity,
        Self::Adult,
        Self::Female,
        Self::Male,
        Self::Manifestation,
        Self::Unacceptable,
        Self::RequiresSecondary,
    ];

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Lists, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MceLists(u16);

impl MceLists {
    /// Whether a list is among them.
    #[must_use]
    pub const fn has(self, list: MceList) -> bool {
        self.0 & list.bit() != 0
    }

    /// Adds a list.
    pub const fn add(&mut self, list: MceList) {
        self.0 |= list.bit();
    }
}

/// A diagnosis and the lists it stands in.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct MceRow {
    /// The code without its dot, filled up with zeros.
    pub code: [u8; 7],
    lists: U16,
}

/// Writes the table, sorted by code.
pub fn write(rows: &BTreeMap<[u8; 7], MceLists>, out: &mut ReleaseWriter) {
    let all = rows.values().fold(0, |all, l| all | l.0);
    if all != 0 {
        out.rows(LISTS, &[U16::new(all)]);
    }
    let row = |(code, lists): (&[u8; 7], &MceLists)| MceRow { code: *code, lists: lists.0.into() };
    out.rows(SECTION, &rows.iter().map(row).collect::<Vec<_>>());
}

/// The lists that a release has.
#[must_use]
pub(crate) fn lists(file: &crate::container::Container) -> MceLists {
    MceLists(file.rows::<U16>(LISTS).first().map_or(0, |m| m.get()))
}

/// The lists that a diagnosis stands in.
#[must_use]
pub fn find(rows: &[MceRow], code: &[u8; 7]) -> MceLists {
    rows.binary_search_by(|r| r.code.cmp(code)).map_or(MceLists(0), |n| MceLists(rows[n].lists.get()))
}

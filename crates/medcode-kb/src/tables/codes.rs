//! Every code of a release, headers and complete codes, sorted by its characters.

use super::{ReleaseWriter, rank};
use crate::text::coded::TextId;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name.
pub const SECTION: &str = "codes";

/// Complete, may be reported.
pub const BILLABLE: u8 = 1;
/// Made from a listed code and a seventh character.
pub const EXPANDED: u8 = 2;
/// Exempt from present-on-admission reporting.
pub const POA_EXEMPT: u8 = 4;
/// In the order file, but no installed table builds it (ICD-10-PCS).
pub const NO_TABLE: u8 = 8;
/// A HCPCS modifier, not a code.
pub const MODIFIER: u8 = 16;
/// The title is the order file's wording.
pub const ORDER_TITLE: u8 = 32;
/// Printed in the Tabular List itself.
pub const LISTED: u8 = 64;

/// One code.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct CodeRow {
    /// The characters, zero-padded.
    pub code: [u8; 7],
    /// Flags above.
    pub flags: u8,
    /// Long title.
    pub title: U32,
    /// Short title, where a source gives one.
    pub short: U32,
}

impl CodeRow {
    /// Whether a flag is set.
    #[must_use]
    pub const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Number of characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.code.iter().position(|&b| b == 0).unwrap_or(7)
    }

    /// Never true for a written row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.code[0] == 0
    }
}

/// A code to be written.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// The characters, zero-padded.
    pub code: [u8; 7],
    /// Flags above.
    pub flags: u8,
    /// Long title.
    pub title: TextId,
    /// Short title or [`crate::text::coded::NO_TEXT`].
    pub short: TextId,
}

/// Sorts the codes, writes them, and returns them in their order: a code's row number is
/// its place in it. Of a code given twice the first stays.
pub fn write(mut codes: Vec<NewCode>, out: &mut ReleaseWriter) -> Vec<[u8; 7]> {
    codes.sort_by_key(|c| c.code);
    codes.dedup_by_key(|c| c.code);
    let rows: Vec<CodeRow> = codes
        .iter()
        .map(|c| CodeRow { code: c.code, flags: c.flags, title: c.title.into(), short: c.short.into() })
        .collect();
    out.rows(SECTION, &rows);
    codes.into_iter().map(|c| c.code).collect()
}

/// The row of a code.
#[must_use]
pub fn find(rows: &[CodeRow], code: &[u8; 7]) -> Option<usize> {
    rows.binary_search_by_key(&rank(code), |r| rank(&r.code)).ok()
}

/// The rows of everything under a code, itself included.
#[must_use]
pub fn under(rows: &[CodeRow], prefix: &[u8]) -> std::ops::Range<usize> {
    let start = rows.partition_point(|r| r.code.as_slice() < prefix);
    let len = rows[start..].partition_point(|r| r.code.starts_with(prefix));
    start..start + len
}

/// The nearest code above in the hierarchy: the longest shorter code that this one begins
/// with. Placeholder characters are skipped by the same rule, since no code ends in them.
#[must_use]
pub fn parent(rows: &[CodeRow], row: usize) -> Option<usize> {
    let row = rows.get(row)?;
    let n = row.len();
    (3..n).rev().find_map(|len| {
        let mut above = [0; 7];
        above[..len].copy_from_slice(&row.code[..len]);
        find(rows, &above)
    })
}

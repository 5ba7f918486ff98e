//! The conversion table: which new code took the place of which previous ones.

use super::ReleaseWriter;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name.
pub const SECTION: &str = "conversion";

/// One new code and one previous code or range of codes.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct ConversionRow {
    /// The new code.
    pub new: [u8; 7],
    /// The first previous code.
    pub from: [u8; 7],
    /// The last previous code; the same where it is one.
    pub to: [u8; 7],
    /// The day the new code took effect.
    pub effective: U32,
}

/// Writes the table, sorted by new code.
pub fn write(mut rows: Vec<ConversionRow>, out: &mut ReleaseWriter) {
    rows.sort_by_key(|r| (r.new, r.from, r.to));
    out.rows(SECTION, &rows);
}

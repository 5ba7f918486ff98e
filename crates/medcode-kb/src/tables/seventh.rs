//! Lists of seventh characters and what each means.

use super::ReleaseWriter;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name.
pub const SECTION: &str = "seventh";

/// One seventh character of one list. Lists are sorted by the code they stand at.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct SeventhRow {
    /// The code the list stands at.
    pub owner: [u8; 7],
    /// The character.
    pub character: u8,
    /// What it means.
    pub meaning: U32,
}

/// Writes the table; rows of one owner keep their order.
pub fn write(mut rows: Vec<SeventhRow>, out: &mut ReleaseWriter) {
    rows.sort_by_key(|r| r.owner);
    out.rows(SECTION, &rows);
}

/// The list that holds for a code: that of the nearest code above with one, itself included.
#[must_use]
pub fn of<'a>(rows: &'a [SeventhRow], code: &[u8; 7]) -> &'a [SeventhRow] {
    let n = code.iter().position(|&b| b == 0).unwrap_or(7);
    (3..=n)
        .rev()
        .map(|len| {
            let mut owner = [0; 7];
            owner[..len].copy_from_slice(&code[..len]);
            let start = rows.partition_point(|r| r.owner < owner);
            let count = rows[start..].partition_point(|r| r.owner == owner);
            &rows[start..start + count]
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

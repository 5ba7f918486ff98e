//! Add-on codes: which codes are reported only beside a primary one, and beside which.

use super::{ReleaseWriter, rank};
use crate::text::coded::TextId;
use medcode_model::Date;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name.
pub const SECTION: &str = "addon";

/// What stands for the primary code where the contractor decides which are accepted.
pub const CONTRACTOR_DEFINED: [u8; 5] = *b"CCCCC";

/// One add-on code and one primary code.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct AddOnRow {
    /// The add-on code.
    pub code: [u8; 5],
    /// The primary code, or [`CONTRACTOR_DEFINED`].
    pub primary: [u8; 5],
    /// 1 all primary codes are listed, 2 none is, 3 some are.
    pub kind: u8,
    /// First day of the pair; zero where the file has none.
    pub effective: U32,
    /// Last day of the pair; zero where it is still in force.
    pub deleted: U32,
    /// Special instruction, in the publisher's words, or [`crate::text::coded::NO_TEXT`].
    pub note: U32,
}

impl AddOnRow {
    /// Whether the pair is in force on a day.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        let deleted = self.deleted.get();
        self.effective.get() <= day.days() && (deleted == 0 || day.days() <= deleted)
    }
}

/// A pair to be written.
#[derive(Clone, Debug)]
pub struct NewAddOn {
    /// The add-on code.
    pub code: [u8; 5],
    /// The primary code, or [`CONTRACTOR_DEFINED`].
    pub primary: [u8; 5],
    /// See [`AddOnRow::kind`].
    pub kind: u8,
    /// First day of the pair.
    pub effective: Option<Date>,
    /// Last day of the pair.
    pub deleted: Option<Date>,
    /// Special instruction.
    pub note: TextId,
}

/// Writes the table, sorted by add-on code and primary code.
pub fn write(mut pairs: Vec<NewAddOn>, out: &mut ReleaseWriter) {
    pairs.sort_by_key(|p| (p.code, p.primary, p.effective, p.kind));
    let day = |d: Option<Date>| d.map_or(0, Date::days).into();
    let row = |p: &NewAddOn| AddOnRow {
        code: p.code,
        primary: p.primary,
        kind: p.kind,
        effective: day(p.effective),
        deleted: day(p.deleted),
        note: p.note.into(),
    };
    out.rows(SECTION, &pairs.iter().map(row).collect::<Vec<_>>());
}

/// The pairs of an add-on code, whatever their dates.
#[must_use]
pub fn of<'a>(rows: &'a [AddOnRow], code: &[u8; 5]) -> &'a [AddOnRow] {
    let start = rows.partition_point(|r| rank(&r.code) < rank(code));
    let len = rows[start..].iter().take_while(|r| r.code == *code).count();
    &rows[start..start + len]
}

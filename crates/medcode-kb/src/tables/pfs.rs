//! The Medicare physician fee schedule: indicators and relative values of each code, with a
//! row of its own for a component (modifier 26, TC) or a discontinued procedure (53).
//!
//! The publisher's short descriptions are the AMA's and are not kept.

use super::{ReleaseWriter, rank};
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name.
pub const SECTION: &str = "pfs";

/// Flag: the service is rarely or never performed outside of a facility.
pub const NON_FACILITY_NA: u8 = 1;
/// Flag: the service is rarely or never performed in a facility.
pub const FACILITY_NA: u8 = 2;
/// Flag: the relative values are shown but not used for Medicare payment (`+`).
pub const NOT_USED: u8 = 4;

/// One row. Indicators are the publisher's characters; a blank where a file has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct PfsRow {
    /// The code.
    pub code: [u8; 5],
    /// `26`, `TC`, `53`, or zeros for the whole service.
    pub modifier: [u8; 2],
    /// Status: A active, B bundled, C contractor-priced, I not valid for Medicare, N not
    /// covered, R restricted, T injection, X excluded by statute, ...
    pub status: u8,
    /// Global days: `000`, `010`, `090`, `MMM`, `XXX`, `YYY`, `ZZZ`.
    pub global: [u8; 3],
    /// Professional and technical component: 0 physician service, 1 diagnostic test, 2
    /// professional only, 3 technical only, 4 global test only, ...
    pub pc_tc: u8,
    /// Multiple procedures.
    pub multiple: u8,
    /// Bilateral surgery.
    pub bilateral: u8,
    /// Assistant at surgery.
    pub assistant: u8,
    /// Co-surgeons.
    pub co_surgeon: u8,
    /// Team surgeons.
    pub team: u8,
    /// Supervision that a diagnostic procedure asks for (`01`, `02`, `03`, `09`, ...).
    pub supervision: [u8; 2],
    /// Family of diagnostic imaging (`88`) or `99`.
    pub imaging: [u8; 2],
    /// The base endoscopy of its family; zeros where none.
    pub endoscopic_base: [u8; 5],
    /// Flags above.
    pub flags: u8,
    /// Preoperative, intraoperative, postoperative share of the global package, in percent.
    pub parts: [u8; 3],
    /// Work, non-facility practice expense, facility practice expense, malpractice, each in
    /// hundredths.
    pub rvu: [U32; 4],
    /// Conversion factor in ten-thousandths of a dollar.
    pub factor: U32,
}

impl PfsRow {
    /// An empty row: blanks and zeros.
    pub const EMPTY: Self = Self {
        code: [0; 5],
        modifier: [0; 2],
        status: b' ',
        global: *b"   ",
        pc_tc: b' ',
        multiple: b' ',
        bilateral: b' ',
        assistant: b' ',
        co_surgeon: b' ',
        team: b' ',
        supervision: *b"  ",
        imaging: *b"  ",
        endoscopic_base: [0; 5],
        flags: 0,
        parts: [0; 3],
        rvu: [U32::ZERO; 4],
        factor: U32::ZERO,
    };

    /// Whether a flag is set.
    #[must_use]
    pub const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The status indicator.
    #[must_use]
    pub const fn status(&self) -> char {
        self.status as char
    }

    /// The modifier of the row; empty for the whole service.
    #[must_use]
    pub fn modifier(&self) -> &str {
        text(&self.modifier)
    }

    /// The global days.
    #[must_use]
    pub fn global(&self) -> &str {
        text(&self.global)
    }

    /// The supervision indicator.
    #[must_use]
    pub fn supervision(&self) -> &str {
        text(&self.supervision)
    }

    /// The base endoscopy, where the code belongs to such a family.
    #[must_use]
    pub fn endoscopic_base(&self) -> Option<&str> {
        Some(text(&self.endoscopic_base)).filter(|t| !t.is_empty())
    }

    /// Whether Medicare pays it separately by this schedule: status A, R or T.
    #[must_use]
    pub const fn is_paid_separately(&self) -> bool {
        matches!(self.status, b'A' | b'R' | b'T')
    }

    /// Whether the row says that the code was deleted (status D, F or H).
    #[must_use]
    pub const fn is_deleted(&self) -> bool {
        matches!(self.status, b'D' | b'F' | b'H')
    }

    /// Total relative value in hundredths.
    #[must_use]
    pub fn total(&self, facility: bool) -> u32 {
        let expense = self.rvu[if facility { 2 } else { 1 }].get();
        self.rvu[0].get().saturating_add(expense).saturating_add(self.rvu[3].get())
    }

    /// The national amount in cents, before any adjustment for the place and the claim.
    #[must_use]
    pub fn national_cents(&self, facility: bool) -> u64 {
        // Hundredths of a unit times ten-thousandths of a dollar, rounded to the cent.
        (u64::from(self.total(facility)) * u64::from(self.factor.get()) + 5_000) / 10_000
    }
}

/// Characters of a row without their padding.
fn text(chars: &[u8]) -> &str {
    std::str::from_utf8(chars).unwrap_or_default().trim_matches(['\0', ' '])
}

/// Writes the table, sorted by code and modifier; of rows given twice the first stays.
pub fn write(mut rows: Vec<PfsRow>, out: &mut ReleaseWriter) {
    rows.sort_by_key(|r| (r.code, r.modifier));
    rows.dedup_by_key(|r| (r.code, r.modifier));
    out.rows(SECTION, &rows);
}

/// All rows of a code, the whole service first.
#[must_use]
pub fn of<'a>(rows: &'a [PfsRow], code: &[u8; 5]) -> &'a [PfsRow] {
    let start = rows.partition_point(|r| rank(&r.code) < rank(code));
    let len = rows[start..].iter().take_while(|r| r.code == *code).count();
    &rows[start..start + len]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &[u8; 5], modifier: [u8; 2], work: u32) -> PfsRow {
        let rvu = [work.into(), 200.into(), 100.into(), 10.into()];
        PfsRow { code: *code, modifier, rvu, factor: 332_875.into(), ..PfsRow::EMPTY }
    }

    #[test]
    fn the_rows_of_a_code_stand_together_the_whole_service_first() {
        let rows = [row(b"10000", [0; 2], 1), row(b"20000", [0; 2], 2), row(b"20000", *b"26", 3)];
        assert_eq!(of(&rows, b"20000").len(), 2);
        assert_eq!(of(&rows, b"20000")[0].modifier(), "");
        assert!(of(&rows, b"15000").is_empty() && of(&rows, b"30000").is_empty());
    }

    #[test]
    fn totals_and_national_amounts_are_exact() {
        let one = row(b"10000", [0; 2], 130);
        assert_eq!((one.total(false), one.total(true)), (340, 240));
        // 3.40 x 33.2875 = 113.1775; 2.40 x 33.2875 = 79.89.
        assert_eq!((one.national_cents(false), one.national_cents(true)), (11_318, 7_989));
    }
}

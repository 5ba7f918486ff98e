//! Procedure-to-procedure edits: pairs of codes that are not paid together, one table for
//! practitioners and one for outpatient hospitals.
//!
//! Two and a half million pairs use a handful of dates, indicators and reasons. So a pair is
//! kept as the distance to the pair before it in a list of those alike: about a byte and a
//! half. Codes with the same list share one. A question reads one code's lists, a thousand
//! bytes at the most.

mod build;

pub use build::{Builder, NewEdit};

use super::{ReleaseWriter, rank};
use crate::container::Container;
use crate::text::coded::{TextId, get_varint};
use medcode_model::Date;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Whose claims a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PtpSetting {
    /// Practitioners and ambulatory surgical centers.
    Practitioner,
    /// Outpatient hospital services, by the outpatient code editor.
    Hospital,
}

impl PtpSetting {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Practitioner, Self::Hospital];

    /// The names of its sections: codes, where the lists of each begin, kinds of edits, lists.
    #[must_use]
    pub const fn sections(self) -> [&'static str; 4] {
        match self {
            Self::Practitioner => {
                ["ptp.prac.codes", "ptp.prac.lists", "ptp.prac.kinds", "ptp.prac.pairs"]
            }
            Self::Hospital => ["ptp.out.codes", "ptp.out.lists", "ptp.out.kinds", "ptp.out.pairs"],
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::Hospital => "hospital",
        }
    }
}

/// What many pairs have in common.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct KindRow {
    /// First day; zero where the file has none.
    pub effective: U32,
    /// Last day; zero where the edit is still in force.
    pub deleted: U32,
    /// Why, in the publisher's words.
    pub rationale: U32,
    /// 0 no modifier lets the pair be paid, 1 one may, 9 the edit was never in force.
    pub indicator: u8,
}

impl KindRow {
    /// Whether such an edit is in force on a day. Without a first day only the last one speaks.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        let deleted = self.deleted.get();
        self.effective.get() <= day.days() && (deleted == 0 || day.days() <= deleted)
    }

    /// The first day, where the file has one.
    #[must_use]
    pub fn effective(&self) -> Option<Date> {
        Some(self.effective.get()).filter(|d| *d != 0).map(Date::from_days)
    }

    /// The last day, where the edit has ended.
    #[must_use]
    pub fn deleted(&self) -> Option<Date> {
        Some(self.deleted.get()).filter(|d| *d != 0).map(Date::from_days)
    }

    /// The number of the reason in the text table.
    #[must_use]
    pub const fn rationale(&self) -> TextId {
        self.rationale.get()
    }

    /// Of two edits of a pair that are in force on a day: the one that began last, then the one
    /// that ended first.
    fn before(&self, other: &Self) -> bool {
        let ended = |k: &Self| if k.deleted.get() == 0 { u32::MAX } else { k.deleted.get() };
        (other.effective.get(), ended(self)) < (self.effective.get(), ended(other))
    }
}

/// A table, where it lies in a file.
#[derive(Clone, Copy)]
pub struct PtpTable<'a> {
    codes: &'a [[u8; 5]],
    lists: &'a [U32],
    kinds: &'a [KindRow],
    pairs: &'a [u8],
}

/// The number of a code within one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PtpCode(u32);

/// Codes without a list of their own: they stand in column two only.
const NO_LIST: u32 = u32::MAX;

impl<'a> PtpTable<'a> {
    /// The table in a file; empty where the file has none.
    #[must_use]
    pub fn of(file: &'a Container, setting: PtpSetting) -> Self {
        let [codes, lists, kinds, pairs] = setting.sections();
        let codes = <[[u8; 5]]>::ref_from_bytes(file.section(codes)).unwrap_or_default();
        Self { codes, lists: file.rows(lists), kinds: file.rows(kinds), pairs: file.section(pairs) }
    }

    /// Whether there is no edit.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The codes that stand in any edit, sorted.
    #[must_use]
    pub const fn codes(&self) -> &'a [[u8; 5]] {
        self.codes
    }

    /// A code, for questions about its pairs; none where it stands in no edit.
    #[must_use]
    pub fn code(&self, code: &[u8; 5]) -> Option<PtpCode> {
        self.codes.binary_search_by_key(&rank(code), rank).ok().map(|n| PtpCode(n as u32))
    }

    /// The edit of a pair on a day.
    #[must_use]
    pub fn find(&self, column_one: PtpCode, column_two: PtpCode, day: Date) -> Option<&'a KindRow> {
        let mut best: Option<&KindRow> = None;
        for (kind, list) in self.lists_of(column_one) {
            if !kind.in_force_on(day) || best.is_some_and(|b| !kind.before(b)) {
                continue;
            }
            if holds(list, column_two.0) {
                best = Some(kind);
            }
        }
        best
    }

    /// Every edit of a code in column one: the code in column two, and what kind it is.
    pub fn edits(&self, column_one: PtpCode) -> impl Iterator<Item = ([u8; 5], &'a KindRow)> {
        let codes = self.codes;
        self.lists_of(column_one).flat_map(move |(kind, list)| {
            members(list).filter_map(move |n| Some((*codes.get(n as usize)?, kind)))
        })
    }

    fn lists_of(&self, column_one: PtpCode) -> Lists<'a> {
        let start = self.lists.get(column_one.0 as usize).map_or(NO_LIST, |n| n.get());
        let mut bytes = self.pairs.get(start as usize..).unwrap_or_default();
        let left = if start == NO_LIST { 0 } else { get_varint(&mut bytes).unwrap_or(0) };
        Lists { kinds: self.kinds, bytes, left }
    }
}

/// The lists of one code: of each the kind of edit and the bytes of its members.
struct Lists<'a> {
    kinds: &'a [KindRow],
    bytes: &'a [u8],
    left: u32,
}

impl<'a> Iterator for Lists<'a> {
    type Item = (&'a KindRow, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let kind = get_varint(&mut self.bytes)? as usize;
        let len = get_varint(&mut self.bytes)? as usize;
        let (list, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some((self.kinds.get(kind)?, list))
    }
}

/// The members of a list, in order.
fn members(mut list: &[u8]) -> impl Iterator<Item = u32> {
    let mut at = 0u32;
    std::iter::from_fn(move || {
        at = at.checked_add(get_varint(&mut list)?)?;
        Some(at)
    })
}

/// Whether a list has a member. Nearly every distance is one byte, so that comes first.
fn holds(mut list: &[u8], wanted: u32) -> bool {
    let mut at = 0u32;
    loop {
        let distance = match list {
            [] => return false,
            [one, rest @ ..] if *one < 0x80 => {
                list = rest;
                u32::from(*one)
            }
            _ => {
                let Some(distance) = get_varint(&mut list) else { return false };
                distance
            }
        };
        at = at.saturating_add(distance);
        if at >= wanted {
            return at == wanted;
        }
    }
}

#[cfg(test)]
mod tests;

//! The Official Guidelines: the tree of sections with text and pages.

use super::ReleaseWriter;
use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name.
pub const SECTION: &str = "guidelines";

/// One section of the guidelines, in the order of the book.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct GuidelineRow {
    /// Its number (`I.C.4.a.1`).
    pub number: U32,
    /// Its heading.
    pub title: U32,
    /// Its text.
    pub text: U32,
    /// First page, from 1; 0 where the source has no pages.
    pub page_from: U16,
    /// Last page.
    pub page_to: U16,
}

/// Writes the table.
pub fn write(rows: &[GuidelineRow], out: &mut ReleaseWriter) {
    out.rows(SECTION, rows);
}

//! Chapters and sections (blocks) of the Tabular List.

use super::ReleaseWriter;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the chapters.
pub const CHAPTERS: &str = "chapters";
/// Section name of the blocks.
pub const BLOCKS: &str = "blocks";

/// A chapter or a block: a range of categories with a title.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct RangeRow {
    /// First category.
    pub from: [u8; 3],
    /// Last category.
    pub to: [u8; 3],
    /// The chapter's number; of a block, the number of the chapter it stands in.
    pub chapter: u8,
    /// Always zero.
    pub reserved: u8,
    /// Title.
    pub title: U32,
}

impl RangeRow {
    /// Whether a code lies in the range.
    #[must_use]
    pub fn holds(&self, code: &[u8; 7]) -> bool {
        self.from[..] <= code[..3] && code[..3] <= self.to[..]
    }
}

/// Writes both tables.
pub fn write(chapters: &[RangeRow], blocks: &[RangeRow], out: &mut ReleaseWriter) {
    out.rows(CHAPTERS, chapters);
    out.rows(BLOCKS, blocks);
}

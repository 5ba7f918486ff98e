//! The bytes of the header and of the table of contents.

use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The first eight bytes of every file.
pub const MAGIC: [u8; 8] = *b"MEDCODE\0";

/// Raised whenever a section changes its meaning or layout.
pub const FORMAT_VERSION: u32 = 2;

/// Section flag: holds text that the user's licence covers; exports leave it out.
pub const LICENSED: u32 = 1;

/// Sections begin at multiples of this.
pub(crate) const ALIGN: usize = 16;

/// The first 64 bytes.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct Header {
    pub(crate) magic: [u8; 8],
    pub(crate) version: U32,
    pub(crate) sections: U32,
    pub(crate) toc_offset: U64,
    pub(crate) file_len: U64,
    /// blake3 of the table of contents, which holds the digest of every section: the
    /// digest of the whole file.
    pub(crate) digest: [u8; 32],
}

/// One line of the table of contents.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct TocEntry {
    pub(crate) name: [u8; 16],
    pub(crate) offset: U64,
    pub(crate) len: U64,
    pub(crate) flags: U32,
    pub(crate) reserved: U32,
    pub(crate) digest: [u8; 32],
}

impl TocEntry {
    /// The name without its padding.
    pub(crate) fn name(&self) -> &str {
        let n = self.name.iter().position(|&b| b == 0).unwrap_or(16);
        std::str::from_utf8(&self.name[..n]).unwrap_or_default()
    }
}
